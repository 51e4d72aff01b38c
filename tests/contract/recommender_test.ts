import { fitItemKnn } from "../../src/recommend/item_knn.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { fitSessionPopularity } from "../../src/recommend/session_popularity.ts";
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
testRecommender({
  name: "item_knn",
  fit: fitItemKnn,
  learnsOrder: false,
  repeatsLast: false,
});
