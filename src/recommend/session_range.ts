import type { Sequences } from "../features/sequences.ts";

/** Sessions `from` up to, but not including, `to`: views, nothing is copied but offsets. */
export function sessionRange(
  sequences: Sequences,
  { from, to }: { from: number; to: number },
): Sequences {
  const start = sequences.offsets[from]!;
  const end = sequences.offsets[to]!;
  const cut = <T extends Int32Array | Float32Array>(
    columns: Readonly<Record<string, T>>,
  ) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [
        name,
        values.subarray(start, end) as T,
      ]),
    );
  return {
    offsets: sequences.offsets.slice(from, to + 1).map((it) => it - start),
    items: sequences.items.subarray(start, end),
    targets: sequences.targets.subarray(start, end),
    carts: sequences.carts.subarray(start, end),
    times: sequences.times.subarray(start, end),
    users: sequences.users.subarray(from, to),
    categories: cut(sequences.categories),
    numbers: cut(sequences.numbers),
  };
}
