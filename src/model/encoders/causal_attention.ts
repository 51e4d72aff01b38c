import { tf } from "../../tensor/runtime.ts";
import { distanceBias } from "./distance_bias.ts";
import { type PaddedSteps, toPacked, toPadded } from "./padded_steps.ts";

/** Options of {@link causalAttention}. */
export interface CausalAttentionOptions {
  /** What a logit has added, by head and distance: see {@link distanceBias}. */
  readonly biases: tf.Tensor2D;
  /** Where events stand in the padded batch. */
  readonly steps: PaddedSteps;
}

/**
 * What each event finds among those of its session up to it, head by head, by
 * the scaled product of https://arxiv.org/abs/1706.03762:
 *
 *     softmax(q_t · k_s / √(H / heads) + bias[t − s]) over s ≤ t, summing v_s
 *
 * Sessions of about the same length are worked on together.
 *
 * @param joined Queries, keys and values side by side: `[P, 3H]`.
 * @returns `[P, H]`.
 */
export function causalAttention(
  joined: tf.Tensor2D,
  { biases, steps }: CausalAttentionOptions,
): tf.Tensor2D {
  const heads = biases.shape[0];
  const units = joined.shape[1] / (3 * heads);
  const bias = distanceBias(biases, steps.groups[0]!.T);
  const found = toPadded(joined, steps).map((group) => {
    const [B, T] = group.shape;
    const byHead = tf.transpose(
      tf.reshape(group, [B, T, 3 * heads, units]),
      [0, 2, 1, 3],
    ); // [B, 3 × heads, T, units]
    const [query, key, value] = tf.split(byHead, 3, 1) as [
      tf.Tensor4D,
      tf.Tensor4D,
      tf.Tensor4D,
    ];
    const logits = tf.add(
      tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(units)),
      tf.slice(bias, [0, 0, 0], [heads, T, T]),
    ); // [B, heads, T, T]
    const sums = tf.matMul(tf.softmax(logits), value);
    return tf.reshape(
      tf.transpose(sums, [0, 2, 1, 3]),
      [B, T, heads * units],
    ) as tf.Tensor3D;
  });
  return toPacked(found, steps);
}
