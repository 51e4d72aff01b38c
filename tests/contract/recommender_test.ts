import type { Sequences } from "../../src/features/sequences.ts";
import { Blend } from "../../src/recommend/blend.ts";
import { fitItemKnn } from "../../src/recommend/item_knn.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { fitSessionPopularity } from "../../src/recommend/session_popularity.ts";
import { fitStan } from "../../src/recommend/stan.ts";
import { fitVsknn } from "../../src/recommend/vsknn.ts";
import { testRecommender } from "./recommender_contract.ts";

testRecommender({
  name: "popularity",
  fit: fitPopularity,
  learnsOrder: false,
});
testRecommender({
  name: "session_popularity",
  fit: fitSessionPopularity,
  learnsOrder: false,
});
testRecommender({ name: "markov", fit: fitMarkov, learnsOrder: true });
testRecommender({ name: "vsknn", fit: fitVsknn, learnsOrder: false });
testRecommender({ name: "stan", fit: fitStan, learnsOrder: false });
testRecommender({
  name: "item_knn",
  fit: fitItemKnn,
  learnsOrder: false,
  repeatsLast: false,
});

/** Markov chains stand for the model; the lists are shorter than the catalogue. */
function fitBlend(train: Sequences, options: { itemCount: number }): Blend {
  return new Blend(fitMarkov(train, options), fitVsknn(train, options), {
    weight: 0.3,
    depth: 2,
    ...options,
  });
}

testRecommender({ name: "blend", fit: fitBlend, learnsOrder: true });
