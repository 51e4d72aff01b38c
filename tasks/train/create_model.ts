import type { Params } from "../../src/config.ts";
import { itemTrend } from "../../src/model/item_trend.ts";
import { modelSizes } from "../../src/model/model_sizes.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";

/**
 * The network that the parameters name for a dataset, with weights drawn from
 * the seed and the trend of the training split. Dispose it.
 */
export function createModel(
  params: Pick<Params, "model" | "train">,
  { features, itemFeatures, train }: Dataset,
): SessionModel {
  const sizes = modelSizes(features, itemFeatures);
  const model = new SessionModel(params.model, sizes, params.train.seed);
  const { trend } = params.model;
  if (trend !== null) {
    model.trend = itemTrend(train, { support: features.support, ...trend });
  }
  return model;
}
