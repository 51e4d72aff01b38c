import { FIRST_INDEX, type Sequences } from "../features/sequences.ts";
import { itemSupport } from "./item_support.ts";
import { popularityOrder } from "./popularity_order.ts";
import type { Recommender } from "./recommender.ts";
import { SparseRecommender } from "./sparse_recommender.ts";

/** Options of {@link fitSessionPopularity}. */
export interface SessionPopularityOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
}

/**
 * Recommends the items that the session holds already, by how often it holds
 * them; among equals, and among the items it does not hold, by popularity in
 * training. This is S-POP of Hidasi et al., "Session-based recommendations
 * with recurrent neural networks", ICLR 2016, section 4.
 */
export function fitSessionPopularity(
  train: Sequences,
  { itemCount }: SessionPopularityOptions,
): Recommender {
  const popularity = popularityOrder(itemSupport(train, itemCount));
  return new SparseRecommender({
    name: "session_popularity",
    popularity,
    score: (prefix, scores) => {
      for (const item of prefix) {
        if (item < FIRST_INDEX) continue;
        // Popularity scores are below 1, so they order equal counts only.
        const isNew = scores.values[item] === 0;
        scores.add(item, isNew ? 1 + popularity.scores[item]! : 1);
      }
    },
    rest: "popularity",
  });
}
