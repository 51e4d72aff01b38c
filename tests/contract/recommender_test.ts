import { fitMarkov } from "../../src/recommend/markov.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { fitSessionPopularity } from "../../src/recommend/session_popularity.ts";
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
