import type { Sequences } from "./sequences.ts";

/** Only the named sessions, in the order given. */
export function selectSessions(
  sequences: Sequences,
  sessions: readonly number[],
): Sequences {
  const { offsets } = sequences;
  const selected = new Int32Array(sessions.length + 1);
  const events: number[] = [];
  sessions.forEach((session, at) => {
    for (let e = offsets[session]!; e < offsets[session + 1]!; e++) {
      events.push(e);
    }
    selected[at + 1] = events.length;
  });
  const places = Int32Array.from(events);
  const ints = (values: Int32Array) => places.map((at) => values[at]!);
  const flags = (values: Uint8Array) =>
    Uint8Array.from(places, (at) => values[at]!);
  return {
    offsets: selected,
    items: ints(sequences.items),
    targets: flags(sequences.targets),
    carts: flags(sequences.carts),
    times: Float64Array.from(places, (at) => sequences.times[at]!),
    users: Int32Array.from(sessions, (session) => sequences.users[session]!),
    categories: mapColumns(sequences.categories, ints),
    numbers: mapColumns(
      sequences.numbers,
      (values) => Float32Array.from(places, (at) => values[at]!),
    ),
  };
}

function mapColumns<T>(
  columns: Readonly<Record<string, T>>,
  select: (values: T) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, select(values)]),
  );
}
