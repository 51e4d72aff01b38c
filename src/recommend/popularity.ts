import type { Sequences } from "../features/sequences.ts";
import { itemSupport } from "./item_support.ts";
import { popularityOrder } from "./popularity_order.ts";
import type { Recommender } from "./recommender.ts";
import { SparseRecommender } from "./sparse_recommender.ts";

/** Options of {@link fitPopularity}. */
export interface PopularityOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
}

/** Recommends the items with the most training events, whatever the session. */
export function fitPopularity(
  train: Sequences,
  { itemCount }: PopularityOptions,
): Recommender {
  return new SparseRecommender({
    name: "popularity",
    popularity: popularityOrder(itemSupport(train, itemCount)),
    score: () => {},
    rest: "popularity",
  });
}
