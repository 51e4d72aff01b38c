import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";

export interface SampledSoftmaxOptions {
  /** Column of each row's target among the candidates: `[N]`. */
  readonly labels: tf.Tensor1D;
  /**
   * Log of the chance of each candidate to be among the candidates: `[C]`. It
   * is taken off the logits, so that the sampled sum estimates the whole one.
   */
  readonly logInclusion: tf.Tensor1D;
}

/**
 * Cross entropy of each row's target against candidates that the batch shares:
 * its targets and the negative samples, without repeats. With the correction of
 * https://research.google/pubs/sampling-bias-corrected-neural-modeling-for-large-corpus-item-recommendations/
 * (logQ). The target itself is certain to be there, so its own logit is not
 * corrected (https://arxiv.org/abs/2507.09331).
 *
 * The gradient needs no matrix beside the softmax of the corrected logits: what
 * the target's logit lacks is a factor on each row and a term at its column.
 *
 * @param sessions `[N, D]`, the temperature multiplied in.
 * @param candidates `[C, D]`.
 * @returns Mean over the rows: a scalar.
 */
export function sampledSoftmax(
  sessions: tf.Tensor2D,
  candidates: tf.Tensor2D,
  options: SampledSoftmaxOptions,
): tf.Scalar {
  const { labels, logInclusion } = options;
  return customGradient<tf.Scalar>([sessions, candidates], () => {
    const corrected = correctedSoftmax(sessions, candidates, logInclusion); // [N, C]
    const target = gatherColumns(corrected, labels); // [N]
    const inclusion = tf.exp(tf.gather(logInclusion, labels)); // [N]
    // Uncorrected, the target weighs `inclusion` times as much as in `corrected`.
    const scale = tf.div(
      1,
      tf.add(tf.sub(1, target), tf.mul(target, inclusion)),
    ); // [N]
    const probability = tf.mul(tf.mul(target, inclusion), scale); // [N]
    return {
      value: tf.neg(tf.mean(tf.log(tf.maximum(probability, 1e-30)))),
      saved: [sessions, candidates, corrected, target, scale, probability],
      gradient: (dy, saved) => gradients(dy, saved, labels),
    };
  });
}

/** The correction enters as one more column of both factors of the product. */
function correctedSoftmax(
  sessions: tf.Tensor2D,
  candidates: tf.Tensor2D,
  logInclusion: tf.Tensor1D,
): tf.Tensor2D {
  const ones = tf.ones([sessions.shape[0], 1]) as tf.Tensor2D;
  const left = tf.concat([sessions, ones], 1);
  const right = tf.concat(
    [candidates, tf.expandDims(tf.neg(logInclusion), 1) as tf.Tensor2D],
    1,
  );
  return tf.softmax(tf.matMul(left, right, false, true));
}

function gatherColumns(matrix: tf.Tensor2D, columns: tf.Tensor1D): tf.Tensor1D {
  const rows = tf.range(0, matrix.shape[0], 1, "int32");
  return tf.gatherND(matrix, tf.stack([rows, columns], 1)) as tf.Tensor1D;
}

/**
 * With `p̃` the corrected softmax, `f` the rows' scale and `p` the target's
 * probability: `∂L/∂logits = f p̃`, but `p − 1` at the target.
 */
function gradients(
  dy: tf.Scalar,
  saved: tf.Tensor[],
  labels: tf.Tensor1D,
): tf.Tensor[] {
  const [s, c, corrected, target, scale, probability] = saved as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  const mean = tf.div(dy, s.shape[0]);
  const rowScale = tf.expandDims(tf.mul(scale, mean), 1); // [N, 1]
  const atTarget = tf.expandDims(
    tf.mul(
      tf.sub(tf.sub(probability, 1), tf.mul(scale, target)),
      mean,
    ),
    1,
  ); // [N, 1]
  const dSessions = tf.add(
    tf.mul(tf.matMul(corrected, c), rowScale),
    tf.mul(tf.gather(c, labels), atTarget),
  ); // [N, D]
  const dCandidates = tf.add(
    tf.matMul(corrected, tf.mul(s, rowScale) as tf.Tensor2D, true),
    tf.unsortedSegmentSum(tf.mul(s, atTarget), labels, c.shape[0]),
  ); // [C, D]
  return [dSessions, dCandidates];
}
