/**
 * Runs work that only one process may do at a time. The operating system frees
 * the lock when its holder ends, even by kill -9.
 */
export async function withLock<T>(
  path: string,
  { work, onWait }: {
    work: () => Promise<T>;
    /** Called where another process holds the lock. */
    onWait: () => void;
  },
): Promise<T> {
  using file = await Deno.open(path, { create: true, write: true });
  if (!await file.tryLock(true)) {
    onWait();
    await file.lock(true);
  }
  return await work();
}
