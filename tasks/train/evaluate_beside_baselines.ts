import type { EvaluateParams } from "../../src/config.ts";
import { compare, type Comparison } from "../../src/evaluate/compare.ts";
import { evaluate, type Evaluation } from "../../src/evaluate/protocol.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import { ModelRecommender } from "../../src/recommend/model_recommender.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import type { Recommender } from "../../src/recommend/recommender.ts";
import { fitSessionPopularity } from "../../src/recommend/session_popularity.ts";
import type { SessionModel } from "../../src/model/session_model.ts";

/** A model and its baselines on the test split. */
export interface Report {
  readonly model: Evaluation;
  readonly baselines: readonly Evaluation[];
  readonly comparison: Comparison;
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
    const result = await evaluateOne(recommender);
    const baselines: Evaluation[] = [];
    for (const name of params.baselines) {
      baselines.push(await evaluateOne(fitBaseline(name, dataset, params)));
    }
    const comparison = compare(result, baselines, {
      metrics: shownMetrics(Math.max(...cutoffs)),
      metric: params.metric,
      seed,
    });
    return { model: result, baselines, comparison };
  } finally {
    recommender.dispose();
  }
}

function fitBaseline(
  name: EvaluateParams["baselines"][number],
  { train, features }: Dataset,
  params: EvaluateParams,
): Recommender {
  const itemCount = features.item.values.length;
  switch (name) {
    case "popularity":
      return fitPopularity(train, { itemCount });
    case "session_popularity":
      return fitSessionPopularity(train, { itemCount });
    case "markov":
      return fitMarkov(train, {
        itemCount,
        successors: params.markovSuccessors,
      });
  }
}

function shownMetrics(k: number): string[] {
  return [`recall@${k}`, `mrr@${k}`, `ndcg@${k}`, `coverage@${k}`];
}
