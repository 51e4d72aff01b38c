import type { Sequences } from "../features/sequences.ts";

/**
 * Sessions laid out for {@link packedGru}: sorted by falling length, step by
 * step. Slot `p` reads event `events[p]` of session `sessions[p]`; what it
 * predicts is event `events[p] + 1`.
 */
export interface PackedSessions {
  /** Sessions that reach each step, falling: `[T]`. */
  readonly counts: number[];
  /** Event that each slot reads: `[P]`. */
  readonly events: Int32Array;
  /** Session of each slot: `[P]`. */
  readonly sessions: Int32Array;
}

/** Options of {@link packSessions}. */
export interface PackOptions {
  /** Only the last so many events of a session are read. @default {Infinity} */
  readonly maxEvents?: number;
  /**
   * Read the last event too, after which there is nothing to compare with: for
   * recommending, not for training. @default {false}
   */
  readonly readLast?: boolean;
}

/**
 * Packs the named sessions. A session that would read no event is left out.
 */
export function packSessions(
  sequences: Sequences,
  chosen: Int32Array,
  options: PackOptions = {},
): PackedSessions {
  const { maxEvents = Infinity, readLast = false } = options;
  const { offsets } = sequences;
  const spans = Array.from(chosen, (session) => {
    const last = offsets[session + 1]!;
    const start = Math.max(offsets[session]!, last - maxEvents);
    return { session, start, length: last - start - (readLast ? 0 : 1) };
  }).filter((span) => span.length > 0)
    .sort((a, b) => b.length - a.length);
  const size = spans.reduce((sum, span) => sum + span.length, 0);
  const events = new Int32Array(size);
  const sessions = new Int32Array(size);
  const counts: number[] = [];
  let slot = 0;
  for (let step = 0, alive = spans.length; alive > 0; step++) {
    while (alive > 0 && spans[alive - 1]!.length <= step) alive--;
    if (alive > 0) counts.push(alive);
    for (let row = 0; row < alive; row++, slot++) {
      events[slot] = spans[row]!.start + step;
      sessions[slot] = spans[row]!.session;
    }
  }
  return { counts, events, sessions };
}
