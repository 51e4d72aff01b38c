/** A packed batch as a rectangle of steps and sessions: see {@link timeMajor}. */
export interface TimeMajor {
  /** Sessions. */
  readonly B: number;
  /** Steps of the longest. */
  readonly T: number;
  /** Events of each session: `[B]`. */
  readonly lengths: Int32Array;
  /** Slot that fills each place, step by step; `P` where none: `[T × B]`. */
  readonly slots: Int32Array;
  /** Place of each slot: `[P]`. */
  readonly places: Int32Array;
}

/**
 * Where the events of a packed batch lie among `T × B` places.
 *
 * @param counts Sessions that reach each step, falling: `[T]`.
 */
export function timeMajor(counts: readonly number[]): TimeMajor {
  const [B, T] = [counts[0]!, counts.length];
  const P = counts.reduce((sum, count) => sum + count, 0);
  const lengths = new Int32Array(B);
  const slots = new Int32Array(T * B).fill(P);
  const places = new Int32Array(P);
  let slot = 0;
  counts.forEach((count, step) => {
    for (let session = 0; session < count; session++, slot++) {
      const place = step * B + session;
      lengths[session]!++;
      slots[place] = slot;
      places[slot] = place;
    }
  });
  return { B, T, lengths, slots, places };
}
