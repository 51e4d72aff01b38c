/** The same keys, each with a changed value. */
export function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Record<string, B> {
  const changed: Record<string, B> = {};
  for (const key of Object.keys(record)) changed[key] = change(record[key]!);
  return changed;
}
