import { gatherEvents } from "./gather_events.ts";
import type { Sequences } from "./sequences.ts";

/** Only the named sessions, in the order given. */
export function selectSessions(
  sequences: Sequences,
  sessions: readonly number[],
): Sequences {
  const offsets = new Int32Array(sessions.length + 1);
  const events: number[] = [];
  sessions.forEach((session, at) => {
    const end = sequences.offsets[session + 1]!;
    for (let event = sequences.offsets[session]!; event < end; event++) {
      events.push(event);
    }
    offsets[at + 1] = events.length;
  });
  return gatherEvents(sequences, {
    places: Int32Array.from(events),
    offsets,
    sessions,
  });
}
