import { tf } from "../../tensor/runtime.ts";
import type { CandidateScores } from "./candidate_scores.ts";

/** Options of {@link gbce}. */
export interface GbceOptions {
  /** From 0 (plain binary cross entropy) to 1 (calibrated): `t`. */
  readonly calibration: number;
  /** Items in all. */
  readonly itemCount: number;
}

/**
 * Generalised binary cross entropy (gSASRec, https://arxiv.org/abs/2308.07192):
 * the target's chance to a power that makes good for drawing only a share `α`
 * of the other items as negatives:
 *
 *     β = α (t (1 − 1/α) + 1/α) = 1 − t (1 − α)
 *     loss = −(log σ(r_y)^β + Σ_j log(1 − σ(r_j))) / (C + 1)
 *
 * The paper draws negatives uniformly (`train.negativesAlpha` 0).
 *
 * @returns Mean over the sessions: a scalar.
 */
export function gbce(
  { targets, candidates, isTarget }: CandidateScores,
  { calibration, itemCount }: GbceOptions,
): tf.Scalar {
  const C = candidates.shape[1];
  const drawn = Math.min(1, C / Math.max(1, itemCount - 1));
  const power = 1 - calibration * (1 - drawn);
  const missed = tf.mul(tf.softplus(tf.neg(targets)), power); // [N]
  // −log(1 − σ(r)) = softplus(r)
  const isNegative = tf.sub(1, isTarget);
  const taken = tf.sum(tf.mul(tf.softplus(candidates), isNegative), 1); // [N]
  return tf.div(tf.mean(tf.add(missed, taken)), C + 1);
}
