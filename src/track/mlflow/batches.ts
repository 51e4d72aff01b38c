/** Room for the rest of a request, and for escapes that MLflow counts. */
const MAX_BYTES = 300_000;

/**
 * Cuts entries into batches that MLflow takes in one call (of 1 MB).
 *
 * @param count Most entries of a batch: 1,000 metrics, 100 parameters or tags.
 */
export function* batches<T>(
  entries: readonly T[],
  count: number,
): Generator<T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = new TextEncoder().encode(JSON.stringify(entry)).length + 1;
    if (batch.length === count || (bytes + size > MAX_BYTES && bytes > 0)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
