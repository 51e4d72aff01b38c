import { mapValues } from "./map_values.ts";
import type { Sequences } from "./sequences.ts";

/** Which events sessions are made of. */
export interface GatheredSessions {
  /** Each event's place among those that are there, session by session: `[E]`. */
  readonly places: Int32Array;
  /** Start of each session among the places, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
  /** The session that each comes of, whose user it keeps: `[S]`. */
  readonly sessions: ArrayLike<number>;
}

/** Sessions of events that are there, in the order given; one may come twice. */
export function gatherEvents(
  sequences: Sequences,
  { places, offsets, sessions }: GatheredSessions,
): Sequences {
  const ints = (values: Int32Array) => places.map((at) => values[at]!);
  const flags = (values: Uint8Array) =>
    Uint8Array.from(places, (at) => values[at]!);
  return {
    offsets,
    items: ints(sequences.items),
    targets: flags(sequences.targets),
    carts: flags(sequences.carts),
    times: Float64Array.from(places, (at) => sequences.times[at]!),
    users: Int32Array.from(sessions, (session) => sequences.users[session]!),
    categories: mapValues(sequences.categories, ints),
    numbers: mapValues(
      sequences.numbers,
      (values) => Float32Array.from(places, (at) => values[at]!),
    ),
  };
}
