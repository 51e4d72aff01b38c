import { tf } from "../../tensor/runtime.ts";

/** Events further back than this share one distance. */
export const MAX_DISTANCE = 50;
/** Logit of what must not be seen. */
const HIDDEN = -1e9;

/**
 * What attention adds to its logits: a learned bias by how many steps an event
 * lies back (https://arxiv.org/abs/1910.10683, section 2.1, without its
 * buckets), and so much less for a later one that it is not seen. Sessions may
 * be longer than those that were trained on.
 *
 * @param biases By head and distance: `[heads, MAX_DISTANCE]`.
 * @param T Steps.
 * @returns By head, reading and read step: `[heads, T, T]`.
 */
export function distanceBias(biases: tf.Tensor2D, T: number): tf.Tensor3D {
  const distances = new Int32Array(T * T);
  const mask = new Float32Array(T * T);
  for (let t = 0; t < T; t++) {
    for (let s = 0; s < T; s++) {
      distances[t * T + s] = Math.min(Math.max(t - s, 0), MAX_DISTANCE - 1);
      if (s > t) mask[t * T + s] = HIDDEN;
    }
  }
  const bias = tf.gather(biases, tf.tensor1d(distances, "int32"), 1);
  return tf.add(
    tf.reshape(bias, [biases.shape[0], T, T]),
    tf.tensor2d(mask, [T, T]),
  );
}
