import type { Sequences } from "./sequences.ts";

/** The sessions of both, those of the first before those of the second. */
export function joinSequences(first: Sequences, second: Sequences): Sequences {
  const events = first.items.length;
  return {
    offsets: join(
      first.offsets.subarray(0, -1),
      second.offsets.map((offset) => events + offset),
    ),
    items: join(first.items, second.items),
    targets: join(first.targets, second.targets),
    carts: join(first.carts, second.carts),
    times: join(first.times, second.times),
    users: join(first.users, second.users),
    categories: joinColumns(first.categories, second.categories),
    numbers: joinColumns(first.numbers, second.numbers),
  };
}

type Values = Int32Array | Uint8Array | Float64Array | Float32Array;

function join<T extends Values>(first: T, second: T): T {
  const { constructor } = second as unknown as {
    constructor: new (length: number) => T;
  };
  const joined = new constructor(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function joinColumns<T extends Values>(
  first: Readonly<Record<string, T>>,
  second: Readonly<Record<string, T>>,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(second).map(([name, it]) => [name, join(first[name]!, it)]),
  );
}
