import { tf } from "../../tensor/runtime.ts";

/** Where the slots of a packed batch lie in a padded one, and back. */
export interface PaddedSteps {
  /** Sessions. */
  readonly B: number;
  /** Steps of the longest. */
  readonly T: number;
  /** Slot that fills each place, session by session; `P` where none: `[B × T]`. */
  readonly slots: Int32Array;
  /** Place of each slot: `[P]`. */
  readonly places: Int32Array;
}

/** Lays a packed batch out as a rectangle of sessions and steps. */
export function padSteps(counts: readonly number[]): PaddedSteps {
  const [B, T] = [counts[0]!, counts.length];
  const P = counts.reduce((sum, count) => sum + count, 0);
  const slots = new Int32Array(B * T).fill(P);
  const places = new Int32Array(P);
  let slot = 0;
  counts.forEach((count, step) => {
    for (let session = 0; session < count; session++, slot++) {
      const place = session * T + step;
      slots[place] = slot;
      places[slot] = place;
    }
  });
  return { B, T, slots, places };
}

/** Packed rows as a rectangle, zero where there is no event: `[P, H]` → `[B, T, H]`. */
export function toPadded(
  packed: tf.Tensor2D,
  { B, T, slots }: PaddedSteps,
): tf.Tensor3D {
  const H = packed.shape[1];
  const rows = tf.concat([packed, tf.zeros([1, H]) as tf.Tensor2D], 0);
  return tf.reshape(tf.gather(rows, tf.tensor1d(slots, "int32")), [B, T, H]);
}

/** The way back of {@link toPadded}: `[B, T, H]` → `[P, H]`. */
export function toPacked(
  padded: tf.Tensor3D,
  { B, T, places }: PaddedSteps,
): tf.Tensor2D {
  const rows = tf.reshape(padded, [B * T, padded.shape[2]]);
  return tf.gather(rows, tf.tensor1d(places, "int32")) as tf.Tensor2D;
}
