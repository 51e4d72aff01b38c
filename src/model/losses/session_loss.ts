import type { TrainParams } from "../../config.ts";
import { tf } from "../../tensor/runtime.ts";
import { bprMax } from "./bpr_max.ts";
import { candidateScores } from "./candidate_scores.ts";
import { crossEntropy } from "./cross_entropy.ts";
import { gbce } from "./gbce.ts";
import { labelSmoothing } from "./label_smoothing.ts";
import { sampledSoftmax } from "./sampled_softmax.ts";

/** The parameters of training that losses read. */
export type LossParams = Pick<
  TrainParams,
  "loss" | "labelSmoothing" | "bprRegularisation" | "gbceCalibration"
>;

/** Options of {@link sessionLoss}. */
export interface SessionLossOptions {
  /** Which loss, and what it needs. */
  readonly params: LossParams;
  /** Row of each session's target among the items: `[N]`. */
  readonly labels: tf.Tensor1D;
  /**
   * Log of the chance of each of the first `C` items to be a candidate: `[C]`;
   * undefined for `cross_entropy`, which compares with all items.
   */
  readonly logInclusion: tf.Tensor1D | undefined;
  /** Items in all. */
  readonly itemCount: number;
  /**
   * Rows of `items` before this one are no items, in `cross_entropy`; labels
   * count from it on.
   */
  readonly firstItem: number;
}

/**
 * The loss that the parameters name, on inner products of sessions and items.
 *
 * @param sessions `[N, D]`.
 * @param items `[R, D]`; the first `C` of them are the candidates.
 * @returns Mean over the sessions: a scalar.
 */
export function sessionLoss(
  sessions: tf.Tensor2D,
  items: tf.Tensor2D,
  options: SessionLossOptions,
): tf.Scalar {
  const { params, labels, itemCount } = options;
  const scores = () =>
    candidateScores(sessions, items, {
      labels,
      candidates: options.logInclusion!.shape[0],
    });
  switch (params.loss) {
    case "cross_entropy":
    case "sampled_softmax":
      return smoothed(sessions, items, options);
    case "bpr_max":
      return bprMax(scores(), params.bprRegularisation);
    case "gbce":
      return gbce(scores(), {
        calibration: params.gbceCalibration,
        itemCount,
      });
  }
}

function smoothed(
  sessions: tf.Tensor2D,
  items: tf.Tensor2D,
  { params, labels, logInclusion, firstItem }: SessionLossOptions,
): tf.Scalar {
  const loss = logInclusion === undefined
    ? crossEntropy(sessions, items, { labels, firstItem })
    : sampledSoftmax(sessions, items, { labels, logInclusion });
  if (params.labelSmoothing === 0) return loss;
  const compared = logInclusion === undefined && firstItem > 0
    ? tf.slice(items, [firstItem, 0], [-1, -1])
    : items;
  const term = labelSmoothing(sessions, compared, { labels, logInclusion });
  return tf.add(loss, tf.mul(term, params.labelSmoothing));
}
