import { gatherRows } from "../../tensor/gather_rows.ts";
import { tf } from "../../tensor/runtime.ts";

/** Options of {@link candidateScores}. */
export interface CandidateScoresOptions {
  /** Row of each session's target among the items: `[N]`. */
  readonly labels: tf.Tensor1D;
  /** How many items, from the first, are candidates: `C`. */
  readonly candidates: number;
}

/** What losses that compare targets with negatives work on. */
export interface CandidateScores {
  /** Score of each session's target: `[N]`. */
  readonly targets: tf.Tensor1D;
  /** Scores of the candidates that the batch shares: `[N, C]`. */
  readonly candidates: tf.Tensor2D;
  /** 1 where a candidate is the session's target, and so no negative: `[N, C]`. */
  readonly isTarget: tf.Tensor2D;
}

/**
 * Inner products of sessions with their targets and with the candidates.
 *
 * @param sessions `[N, D]`.
 * @param items `[R, D]`; the first `C` of them are the candidates.
 */
export function candidateScores(
  sessions: tf.Tensor2D,
  items: tf.Tensor2D,
  { labels, candidates: C }: CandidateScoresOptions,
): CandidateScores {
  const targets = gatherRows(items, labels); // [N, D]
  const candidates = tf.slice(items, [0, 0], [C, -1]) as tf.Tensor2D;
  return {
    targets: tf.sum(tf.mul(sessions, targets), 1),
    candidates: tf.matMul(sessions, candidates, false, true),
    isTarget: tf.cast(
      tf.equal(tf.expandDims(labels, 1), tf.range(0, C, 1, "int32")),
      "float32",
    ),
  };
}
