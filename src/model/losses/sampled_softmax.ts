import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";

export interface SampledSoftmaxOptions {
  /** Row of each session's target among the items: `[N]`. */
  readonly labels: tf.Tensor1D;
  /**
   * Log of the chance of each candidate to be one: `[C]`. It is taken off the
   * candidates' logits, so that the sampled sum estimates the whole one.
   */
  readonly logInclusion: tf.Tensor1D;
}

/** Exponents stay below this, far from what a 32-bit float can hold (88). */
const MAX_EXPONENT = 60;
/**
 * Where vectors are so long (a bound beyond 130) and so far apart that all of a
 * row's terms vanish, its gradient still pulls the target and stays finite.
 */
const MIN_TOTAL = 1e-33;

/**
 * Cross entropy of each session's target against itself and the candidates
 * that the batch shares, with the correction for how they were drawn (logQ):
 * https://research.google/pubs/sampling-bias-corrected-neural-modeling-for-large-corpus-item-recommendations/
 * The target is certain to take part, so its own logit is not corrected
 * (https://arxiv.org/abs/2507.09331), and where it is a candidate too it counts
 * once:
 *
 *     Z = e^s·y + Σ e^(s·c − log π_c) over candidates c ≠ y,   loss = log Z − s·y
 *
 * Nothing but one product and its exponentials has the size `[N, C]`: the
 * division by Z is left to the `[N, D]` factors of the gradient's products, and
 * instead of each row's maximum a bound of it is taken off (Cauchy–Schwarz),
 * which the product does by the way.
 *
 * @param sessions `[N, D]`, the temperature multiplied in.
 * @param items `[R, D]`; the first `C` of them are the candidates.
 * @returns Mean over the sessions: a scalar.
 */
export function sampledSoftmax(
  sessions: tf.Tensor2D,
  items: tf.Tensor2D,
  options: SampledSoftmaxOptions,
): tf.Scalar {
  const { labels, logInclusion } = options;
  return customGradient<tf.Scalar>([sessions, items], () => {
    const C = logInclusion.shape[0];
    const candidates = tf.slice(items, [0, 0], [C, -1]) as tf.Tensor2D;
    const targets = tf.gather(items, labels) as tf.Tensor2D; // [N, D]
    const targetLogits = tf.sum(tf.mul(sessions, targets), 1); // [N]
    const shift = rowShift(sessions, candidates, targetLogits); // [N]
    const terms = exponentials(sessions, candidates, { logInclusion, shift });
    const own = tf.exp(tf.sub(targetLogits, shift)); // [N]
    const repeated = repeatedTerms(terms, labels); // [N]
    const total = tf.maximum(
      tf.add(tf.sum(terms, 1), tf.sub(own, repeated)),
      MIN_TOTAL,
    ); // [N]
    const loss = tf.add(tf.log(total), tf.sub(shift, targetLogits));
    return {
      value: tf.mean(loss) as tf.Scalar,
      saved: [sessions, items, labels, targets, terms, total, own, repeated],
      gradient: gradients,
    };
  });
}

/** Taken off the logits of each row, so that no exponential overflows: `[N]`. */
function rowShift(
  sessions: tf.Tensor2D,
  candidates: tf.Tensor2D,
  targetLogits: tf.Tensor,
): tf.Tensor {
  const longest = tf.sqrt(tf.max(tf.sum(tf.square(candidates), 1)));
  const bound = tf.mul(tf.sqrt(tf.sum(tf.square(sessions), 1)), longest); // [N]
  return tf.maximum(tf.sub(bound, MAX_EXPONENT), targetLogits);
}

/** `e^(s·c − log π_c − shift)`, both subtractions as columns: `[N, C]`. */
function exponentials(
  sessions: tf.Tensor2D,
  candidates: tf.Tensor2D,
  options: { logInclusion: tf.Tensor1D; shift: tf.Tensor },
): tf.Tensor2D {
  const { logInclusion, shift } = options;
  const [N, C] = [sessions.shape[0], candidates.shape[0]];
  const left = tf.concat([
    sessions,
    tf.fill([N, 1], -1),
    tf.neg(tf.reshape(shift, [N, 1])),
  ] as tf.Tensor2D[], 1);
  const right = tf.concat([
    candidates,
    tf.reshape(logInclusion, [C, 1]),
    tf.ones([C, 1]),
  ] as tf.Tensor2D[], 1);
  return tf.exp(tf.matMul(left, right, false, true));
}

/** The term of each row's target where it is a candidate too, else 0: `[N]`. */
function repeatedTerms(terms: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor {
  const [N, C] = terms.shape;
  const rows = tf.range(0, N, 1, "int32");
  const columns = tf.minimum(labels, tf.scalar(C - 1, "int32"));
  const found = tf.gatherND(terms, tf.stack([rows, columns], 1));
  return tf.mul(found, tf.cast(tf.less(labels, C), "float32"));
}

/**
 * `∂L/∂logit` is `term / Z` at a candidate and `own / Z − 1` at the target,
 * whose repeated term is taken back.
 */
function gradients(dy: tf.Scalar, saved: tf.Tensor[]): tf.Tensor[] {
  const [sessions, items, labels, targets, terms, total, own, repeated] =
    saved as [
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor2D,
      tf.Tensor2D,
      tf.Tensor1D,
      tf.Tensor1D,
      tf.Tensor1D,
    ];
  const [N, C] = terms.shape;
  const mean = tf.div(dy, N);
  const share = tf.div(mean, total); // [N]
  const atTarget = tf.sub(tf.mul(tf.sub(own, repeated), share), mean);
  const shareColumn = tf.reshape(share, [N, 1]);
  const targetColumn = tf.reshape(atTarget, [N, 1]);
  const candidates = tf.slice(items, [0, 0], [C, -1]) as tf.Tensor2D;
  const dSessions = tf.add(
    tf.mul(tf.matMul(terms, candidates), shareColumn),
    tf.mul(targets, targetColumn),
  ); // [N, D]
  const weighted = tf.mul(sessions, shareColumn) as tf.Tensor2D;
  const dCandidates = tf.matMul(terms, weighted, true); // [C, D]
  const R = items.shape[0];
  const dItems = tf.add(
    R === C ? dCandidates : tf.pad(dCandidates, [[0, R - C], [0, 0]]),
    tf.unsortedSegmentSum(tf.mul(sessions, targetColumn), labels, R),
  ); // [R, D]
  return [dSessions, dItems];
}
