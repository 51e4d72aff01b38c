import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";
import type { CandidateScores } from "./candidate_scores.ts";

/** Takes a target among the candidates out of their softmax. */
const HIDDEN = -1e9;
/** Keeps the logarithm finite; the gradient does not need it. */
const MIN_CHANCE = 1e-30;

/**
 * BPR-max (https://arxiv.org/abs/1706.03847): the chance that the
 * target `y` outscores a negative, which is drawn as the softmax over the
 * negatives says, with the scores kept small:
 *
 *     w = softmax over negatives of r_j
 *     loss = −log Σ_j w_j σ(r_y − r_j) + λ Σ_j w_j r_j²
 *
 * The negatives count as they were drawn: there is no correction.
 *
 * @param regularisation `λ`.
 * @returns Mean over the sessions: a scalar.
 */
export function bprMax(
  { targets, candidates, isTarget }: CandidateScores,
  regularisation: number,
): tf.Scalar {
  return customGradient<tf.Scalar>([targets, candidates], () => {
    const N = candidates.shape[0];
    const negatives = tf.add(candidates, tf.mul(isTarget, HIDDEN)); // [N, C]
    const lead = tf.sub(tf.reshape(targets, [N, 1]), candidates); // [N, C]
    const weights = tf.softmax(negatives) as tf.Tensor2D;
    const wins = tf.sigmoid(lead);
    // w_j σ_j / Σ w σ, also where every σ is too small to be told from 0.
    const won = tf.softmax(tf.sub(negatives, tf.softplus(tf.neg(lead))));
    const chance = tf.sum(tf.mul(weights, wins), 1); // [N]
    const surprise = tf.neg(tf.log(tf.maximum(chance, MIN_CHANCE)));
    const squares = tf.sum(tf.mul(weights, tf.square(candidates)), 1); // [N]
    const loss = tf.add(surprise, tf.mul(squares, regularisation));
    return {
      value: tf.mean(loss) as tf.Scalar,
      saved: [candidates, weights, wins, won, squares],
      gradient: (dy, saved) => gradients(dy, saved, regularisation),
    };
  });
}

/**
 * With `p = won`: `∂L/∂r_y = −Σ p_j (1 − σ_j)` and
 * `∂L/∂r_j = w_j − p_j σ_j + λ w_j (r_j² + 2 r_j − Σ w r²)`.
 */
function gradients(
  dy: tf.Scalar,
  saved: tf.Tensor[],
  regularisation: number,
): tf.Tensor[] {
  const [scores, weights, wins, won, squares] = saved as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
  ];
  const N = scores.shape[0];
  const mean = tf.div(dy, N);
  const wonOften = tf.mul(won, wins); // [N, C]
  const dTargets = tf.sub(tf.sum(wonOften, 1), 1); // Σ p = 1
  const pull = tf.sub(
    tf.mul(scores, tf.add(scores, 2)),
    tf.reshape(squares, [N, 1]),
  ); // [N, C]
  const dCandidates = tf.sub(
    tf.mul(weights, tf.add(tf.mul(pull, regularisation), 1)),
    wonOften,
  );
  return [tf.mul(dTargets, mean), tf.mul(dCandidates, mean)];
}
