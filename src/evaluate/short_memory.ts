import { gatherEvents } from "../features/gather_events.ts";
import type { Sequences } from "../features/sequences.ts";
import { targetEvents } from "./target_events.ts";

/**
 * The same events to be predicted, in the same order, but from no more than
 * the last few before each: what a recommender is worth that forgets the rest.
 *
 * @param limit Events before each target, 1 at least.
 * @returns A session for each target, which ends with it.
 */
export function shortMemory(sequences: Sequences, limit: number): Sequences {
  const { events, sessions } = targetEvents(sequences);
  const places: number[] = [];
  const offsets = new Int32Array(events.length + 1);
  events.forEach((event, n) => {
    const start = sequences.offsets[sessions[n]!]!;
    for (let at = Math.max(start, event - limit); at <= event; at++) {
      places.push(at);
    }
    offsets[n + 1] = places.length;
  });
  const targets = new Uint8Array(places.length);
  for (const end of offsets.subarray(1)) targets[end - 1] = 1;
  return {
    ...gatherEvents(sequences, {
      places: Int32Array.from(places),
      offsets,
      sessions,
    }),
    targets,
  };
}
