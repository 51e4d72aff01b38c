import { customGradient } from "./custom_gradient.ts";
import { tf } from "./runtime.ts";

/** Options of {@link layerNorm}. */
export interface LayerNormOptions {
  /** `[H]` */
  readonly scale: tf.Tensor1D;
  /** `[H]` */
  readonly shift: tf.Tensor1D;
}

/** Keeps the division finite where a row's values are all alike. */
const EPSILON = 1e-5;

/**
 * Each row brought to mean 0 and variance 1, then scaled and shifted unit by
 * unit (https://arxiv.org/abs/1607.06450): `[P, H]` → `[P, H]`.
 */
export function layerNorm(
  x: tf.Tensor2D,
  { scale, shift }: LayerNormOptions,
): tf.Tensor2D {
  return customGradient<tf.Tensor2D>([x, scale, shift], () => {
    const centred = tf.sub(x, tf.mean(x, 1, true)); // [P, H]
    const variance = tf.mean(tf.square(centred), 1, true); // [P, 1]
    const inverse = tf.rsqrt(tf.add(variance, EPSILON));
    const normal = tf.mul(centred, inverse);
    return {
      value: tf.add(tf.mul(normal, scale), shift),
      saved: [normal, inverse, scale],
      gradient: gradients,
    };
  });
}

/** What a row's mean and its variance let through is taken off the gradient. */
function gradients(dy: tf.Tensor2D, saved: tf.Tensor[]): tf.Tensor[] {
  const [normal, inverse, scale] = saved as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
  ];
  const dNormal = tf.mul(dy, scale); // [P, H]
  const along = tf.mean(tf.mul(dNormal, normal), 1, true); // [P, 1]
  const across = tf.sub(dNormal, tf.mean(dNormal, 1, true));
  const dx = tf.mul(tf.sub(across, tf.mul(normal, along)), inverse);
  return [dx, tf.sum(tf.mul(dy, normal), 0), tf.sum(dy, 0)];
}
