import type { EvaluateParams } from "../../src/config.ts";
import { chooseBlendWeight } from "../../src/evaluate/choose_blend_weight.ts";
import { compare, type Comparison } from "../../src/evaluate/compare.ts";
import { evaluate, type Evaluation } from "../../src/evaluate/protocol.ts";
import type { SessionModel } from "../../src/model/session_model.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import { Blend } from "../../src/recommend/blend.ts";
import { ModelRecommender } from "../../src/recommend/model_recommender.ts";
import type { Recommender } from "../../src/recommend/recommender.ts";
import { fitBaseline } from "./fit_baseline.ts";

/** A model and its baselines on the test split. */
export interface Report {
  /** The model, or what `evaluate.blend` makes of it. */
  readonly model: Evaluation;
  /** Beside a blend the model alone comes first. */
  readonly baselines: readonly Evaluation[];
  readonly comparison: Comparison;
  /** Share of the neighbours in the blend; absent where the model stands alone. */
  readonly blendWeight?: number;
}

/** Evaluates a model and the baselines that the parameters name. */
export async function evaluateBesideBaselines(
  model: SessionModel,
  dataset: Dataset,
  options: { params: EvaluateParams; seed: number },
): Promise<Report> {
  const { params, seed } = options;
  const { support } = dataset.features;
  const { cutoffs } = params;
  const evaluateOne = (recommender: Recommender) =>
    evaluate(recommender, dataset.test, { cutoffs, support });
  const recommender = new ModelRecommender(model);
  try {
    const alone = await evaluateOne(recommender);
    const weight = await blendWeight(recommender, dataset, params);
    const baselines: Evaluation[] = [];
    for (const name of params.baselines) {
      baselines.push(await evaluateOne(fitBaseline(name, dataset, params)));
    }
    const [result, ...others] = weight === undefined ? [alone, ...baselines] : [
      await evaluateOne(blendWith(recommender, dataset, { params, weight })),
      alone,
      ...baselines,
    ];
    const comparison = compare(result!, others, {
      metrics: shownMetrics(Math.max(...cutoffs)),
      metric: params.metric,
      seed,
    });
    const blend = weight === undefined ? {} : { blendWeight: weight };
    return { model: result!, baselines: others, comparison, ...blend };
  } finally {
    recommender.dispose();
  }
}

/** The weight that the parameters give or validation chooses; undefined: no blend. */
async function blendWeight(
  model: Recommender,
  dataset: Dataset,
  params: EvaluateParams,
): Promise<number | undefined> {
  if (params.blend === null) return undefined;
  if (params.blend.weight !== null) return params.blend.weight;
  const blend = blendWith(model, dataset, { params, weight: 0 });
  return await chooseBlendWeight(blend, dataset.validation, params.metric);
}

function blendWith(
  model: Recommender,
  dataset: Dataset,
  { params, weight }: { params: EvaluateParams; weight: number },
): Blend {
  const { with: neighbours, depth } = params.blend!;
  return new Blend(model, fitBaseline(neighbours, dataset, params), {
    weight,
    depth,
    itemCount: dataset.features.item.values.length,
  });
}

function shownMetrics(k: number): string[] {
  return [`recall@${k}`, `mrr@${k}`, `ndcg@${k}`, `coverage@${k}`];
}
