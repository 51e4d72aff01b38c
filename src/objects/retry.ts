import { setTimeout } from "node:timers/promises";
import { StoreUnreachable } from "./store_unreachable.ts";

/** Options of {@link retry}. */
export interface RetryOptions {
  /** How often is tried. @default {4} */
  readonly attempts?: number;
  /** Pause before the second try; it doubles, and is drawn. @default {200} */
  readonly pauseMs?: number;
  /** Ends the work when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tries again where a store is unreachable, after a pause that grows; any other
 * error is thrown at once.
 *
 * @param work Gets told how to count anew, which it calls when it has come
 * further than before.
 */
export async function retry<T>(
  work: (gotFurther: () => void) => Promise<T>,
  { attempts = 4, pauseMs = 200, signal }: RetryOptions = {},
): Promise<T> {
  let failures = 0;
  while (true) {
    try {
      return await work(() => failures = 0);
    } catch (error) {
      failures++;
      if (!(error instanceof StoreUnreachable) || failures >= attempts) {
        throw error;
      }
    }
    const pause = pauseMs * 2 ** (failures - 1) * (0.5 + Math.random() / 2);
    await setTimeout(pause, undefined, signal === undefined ? {} : { signal });
  }
}
