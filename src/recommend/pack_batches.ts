import { type Sequences, sessionCount } from "../features/sequences.ts";
import {
  type PackedSessions,
  type PackOptions,
  packSessions,
} from "../model/packed_sessions.ts";

/** Events that go through the network at a time: bounds memory. */
const EVENTS_AT_A_TIME = 4096;

/**
 * Packs all sessions in batches, those of like length together, the shortest
 * first. A session that would read no event is in none.
 */
export function* packBatches(
  sequences: Sequences,
  options: Pick<PackOptions, "readLast">,
): Generator<PackedSessions> {
  const { offsets } = sequences;
  const length = (session: number) => offsets[session + 1]! - offsets[session]!;
  const order = Int32Array.from(
    { length: sessionCount(sequences) },
    (_, session) => session,
  ).sort((a, b) => length(a) - length(b));
  let start = 0;
  let events = 0;
  for (let at = 0; at < order.length; at++) {
    events += length(order[at]!);
    if (events < EVENTS_AT_A_TIME && at < order.length - 1) continue;
    const packed = packSessions(
      sequences,
      order.subarray(start, at + 1),
      options,
    );
    if (packed.events.length > 0) yield packed;
    [start, events] = [at + 1, 0];
  }
}
