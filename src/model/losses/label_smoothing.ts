import { gatherRows } from "../../tensor/gather_rows.ts";
import { tf } from "../../tensor/runtime.ts";

/** Options of {@link labelSmoothing}. */
export interface LabelSmoothingOptions {
  /** Row of each session's target among the items: `[N]`. */
  readonly labels: tf.Tensor1D;
  /**
   * Log of the chance of each of the first `C` items to be a candidate: `[C]`;
   * undefined where all items are there.
   */
  readonly logInclusion: tf.Tensor1D | undefined;
}

/**
 * What a unit of label smoothing (https://arxiv.org/abs/1512.00567, section 7)
 * adds to a cross entropy. A share ε of each target goes to all items alike;
 * since scores are inner products, that needs the mean item `m` alone:
 *
 *     log Z − (1 − ε) s·y − ε (1/V) Σ_i s·i = (log Z − s·y) + ε (s·y − s·m)
 *
 * From candidates the mean is estimated as their correction says, with weights
 * that sum to one:
 *
 *     m = Σ_c c / π_c / Σ_c 1 / π_c
 *
 * @param sessions `[N, D]`.
 * @param items `[R, D]`; the first `C` of them are the candidates.
 * @returns The mean of `s·y − s·m` over the sessions: a scalar.
 */
export function labelSmoothing(
  sessions: tf.Tensor2D,
  items: tf.Tensor2D,
  { labels, logInclusion }: LabelSmoothingOptions,
): tf.Scalar {
  const targets = gatherRows(items, labels); // [N, D]
  const farFromMean = tf.sub(targets, meanItem(items, logInclusion));
  return tf.div(tf.sum(tf.mul(sessions, farFromMean)), sessions.shape[0]);
}

/** `[1, D]` */
function meanItem(
  items: tf.Tensor2D,
  logInclusion: tf.Tensor1D | undefined,
): tf.Tensor2D {
  if (logInclusion === undefined) return tf.mean(items, 0, true);
  const C = logInclusion.shape[0];
  const weights = tf.softmax(tf.reshape(tf.neg(logInclusion), [1, C]));
  return tf.matMul(
    weights as tf.Tensor2D,
    tf.slice(items, [0, 0], [C, -1]) as tf.Tensor2D,
  );
}
