/** Options of {@link inParallel}. */
export interface InParallelOptions {
  /** How many are worked on at a time. */
  readonly limit: number;
  /** Ends the work when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Works on items, several at a time, in their order. What one of them throws
 * aborts the signal that the others were given; it is thrown when all have
 * ended, so that nothing goes on behind the caller's back.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  { limit, signal }: InParallelOptions,
): Promise<void> {
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", onAbort);
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    while (!stop.signal.aborted) {
      const next = rest.next();
      if (next.done) return;
      await work(next.value, stop.signal);
    }
  };
  const workers = Array.from(
    { length: limit },
    () => worker().catch((error) => stop.abort(error)),
  );
  await Promise.all(workers);
  signal?.removeEventListener("abort", onAbort);
  stop.signal.throwIfAborted();
}
