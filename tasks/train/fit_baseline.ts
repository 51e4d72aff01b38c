import type { EvaluateParams } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import { fitCategoryPopularity } from "../../src/recommend/category_popularity.ts";
import { fitItemKnn } from "../../src/recommend/item_knn.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import type { Recommender } from "../../src/recommend/recommender.ts";
import { fitSessionPopularity } from "../../src/recommend/session_popularity.ts";
import { fitStan } from "../../src/recommend/stan.ts";
import { fitVsknn } from "../../src/recommend/vsknn.ts";

/** Fits a baseline on the training split, with the parameters of its name. */
export function fitBaseline(
  name: EvaluateParams["baselines"][number],
  { train, features, itemFeatures }: Dataset,
  params: EvaluateParams,
): Recommender {
  const itemCount = features.item.values.length;
  switch (name) {
    case "popularity":
      return fitPopularity(train, { itemCount });
    case "session_popularity":
      return fitSessionPopularity(train, { itemCount });
    case "category_popularity":
      if (itemFeatures === undefined) {
        throw new InputError(
          "Parameter evaluate.baselines: category_popularity wants to know of items, see prepare.itemFeatures",
        );
      }
      return fitCategoryPopularity(train, {
        itemCount,
        itemFeatures,
        features: params.categoryPopularity ?? undefined,
      });
    case "markov":
      return fitMarkov(train, {
        itemCount,
        successors: params.markovSuccessors,
      });
    case "item_knn":
      return fitItemKnn(train, { itemCount, ...params.itemKnn });
    case "vsknn":
      return fitVsknn(train, { itemCount, ...params.vsknn });
    case "stan":
      return fitStan(train, { itemCount, ...params.stan });
  }
}
