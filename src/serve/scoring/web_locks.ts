/** What is used of the Web Locks API (https://www.w3.org/TR/web-locks/). */
export interface WebLocks {
  /**
   * Calls when nobody else holds the lock; it is held until what is returned is
   * settled, or its holder has ended.
   */
  request(name: string, held: () => unknown): Promise<unknown>;
}

/** Deno has them, but does not declare them yet. */
export const webLocks: WebLocks =
  (navigator as unknown as { locks: WebLocks }).locks;
