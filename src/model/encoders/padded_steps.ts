import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";

/** Sessions of about the same length. */
export interface StepGroup {
  /** Sessions. */
  readonly B: number;
  /** Steps of the longest. */
  readonly T: number;
}

/**
 * Where the slots of a packed batch lie in rectangles of sessions and steps, one
 * for each group of sessions, and back.
 */
export interface PaddedSteps {
  /** By falling length. */
  readonly groups: readonly StepGroup[];
  /**
   * Slot that fills each place, group by group and session by session; `P` where
   * there is none: `[ΣB×T]`.
   */
  readonly slots: Int32Array;
  /** Place of each slot: `[P]`. */
  readonly places: Int32Array;
}

/** Of all places, at most this share is padding. */
const MAX_PADDING = 0.1;

/** Lays a packed batch out as rectangles, few of them and nearly full. */
export function padSteps(counts: readonly number[]): PaddedSteps {
  const P = counts.reduce((sum, count) => sum + count, 0);
  const groups = groupLengths(counts, P);
  const size = groups.reduce((sum, { B, T }) => sum + B * T, 0);
  // Where the places of each session begin.
  const starts: number[] = [];
  let place = 0;
  for (const { B, T } of groups) {
    for (let session = 0; session < B; session++, place += T) {
      starts.push(place);
    }
  }
  const slots = new Int32Array(size).fill(P);
  const places = new Int32Array(P);
  let slot = 0;
  counts.forEach((count, step) => {
    for (let session = 0; session < count; session++, slot++) {
      const place = starts[session]! + step;
      slots[place] = slot;
      places[slot] = place;
    }
  });
  return { groups, slots, places };
}

/**
 * Sessions of one length make a group each; neighbours are joined, those first
 * that take the least padding, as long as there is room for it.
 */
function groupLengths(counts: readonly number[], P: number): StepGroup[] {
  const groups: StepGroup[] = [];
  for (let T = counts.length; T > 0; T--) {
    const B = counts[T - 1]! - (counts[T] ?? 0);
    if (B > 0) groups.push({ B, T });
  }
  const padding = (at: number) =>
    groups[at + 1]!.B * (groups[at]!.T - groups[at + 1]!.T);
  let room = P * MAX_PADDING / (1 - MAX_PADDING);
  while (groups.length > 1) {
    let least = 0;
    for (let at = 1; at < groups.length - 1; at++) {
      if (padding(at) < padding(least)) least = at;
    }
    room -= padding(least);
    if (room < 0) break;
    const [longer, shorter] = [groups[least]!, groups[least + 1]!];
    groups.splice(least, 2, { B: longer.B + shorter.B, T: longer.T });
  }
  return groups;
}

/** Packed rows group by group, zero where there is no event: `[P, H]` → `[B, T, H]` each. */
export function toPadded(
  packed: tf.Tensor2D,
  steps: PaddedSteps,
): tf.Tensor3D[] {
  const H = packed.shape[1];
  const sizes = steps.groups.map(({ B, T }) => B * T);
  const rows = move(packed, steps, pad);
  // The gradient of tf.split() falls over one part alone.
  const parts = sizes.length === 1 ? [rows] : tf.split(rows, sizes);
  return parts.map((part, at) =>
    tf.reshape(part, [steps.groups[at]!.B, steps.groups[at]!.T, H])
  );
}

/** The way back of {@link toPadded}: `[B, T, H]` each → `[P, H]`. */
export function toPacked(
  padded: readonly tf.Tensor3D[],
  steps: PaddedSteps,
): tf.Tensor2D {
  const rows = padded.map((group) => {
    const [B, T, H] = group.shape;
    return tf.reshape(group, [B * T, H]) as tf.Tensor2D;
  });
  return move(tf.concat(rows, 0), steps, pack);
}

type Move = (rows: tf.Tensor2D, steps: PaddedSteps) => tf.Tensor2D;

const pad: Move = (packed, { slots }) => {
  const none = tf.zeros([1, packed.shape[1]]) as tf.Tensor2D;
  return tf.gather(
    tf.concat([packed, none], 0),
    tf.tensor1d(slots, "int32"),
  ) as tf.Tensor2D;
};

const pack: Move = (padded, { places }) =>
  tf.gather(padded, tf.tensor1d(places, "int32")) as tf.Tensor2D;

/** Moves rows; each of the two ways is the gradient of the other. */
function move(
  rows: tf.Tensor2D,
  steps: PaddedSteps,
  way: Move,
): tf.Tensor2D {
  const back = way === pad ? pack : pad;
  return customGradient<tf.Tensor2D>([rows], () => ({
    value: way(rows, steps),
    saved: [],
    gradient: (dy) => [back(dy, steps)],
  }));
}
