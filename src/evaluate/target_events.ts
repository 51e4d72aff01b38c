import {
  type Sequences,
  sessionCount,
  targetCount,
} from "../features/sequences.ts";

/** Where the events to be predicted stand, in the order of `sequences.targets`. */
export interface TargetEvents {
  /** Index of each target among the events: `[N]`. */
  readonly events: Int32Array;
  /** Session of each target: `[N]`. */
  readonly sessions: Int32Array;
}

/** Finds the events to be predicted. */
export function targetEvents(sequences: Sequences): TargetEvents {
  const { offsets, targets } = sequences;
  const count = targetCount(sequences);
  const events = new Int32Array(count);
  const sessions = new Int32Array(count);
  let n = 0;
  for (let session = 0; session < sessionCount(sequences); session++) {
    for (let at = offsets[session]!; at < offsets[session + 1]!; at++) {
      if (targets[at] === 0) continue;
      events[n] = at;
      sessions[n++] = session;
    }
  }
  return { events, sessions };
}
