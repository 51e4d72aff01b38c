import { FIRST_INDEX, type Sequences } from "../features/sequences.ts";
import { itemSupport } from "./item_support.ts";
import { popularityOrder } from "./popularity_order.ts";
import type { Recommender } from "./recommender.ts";
import { SparseRecommender } from "./sparse_recommender.ts";
import { countSuccessors } from "./successors.ts";

/** Options of {@link fitMarkov}. */
export interface MarkovOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
  /** Successors kept of each item. @default {20} */
  readonly successors?: number;
}

/**
 * First-order Markov chain: recommends what followed the session's last item
 * most often in training, next to it. Of each item the most frequent
 * successors are kept (at the cut, of equal counts those that came first in
 * training); equal counts are ordered by popularity. All other items tie at 0,
 * as do all items after an empty prefix or one that ends in an OOV item.
 */
export function fitMarkov(
  train: Sequences,
  { itemCount, successors = 20 }: MarkovOptions,
): Recommender {
  const popularity = popularityOrder(itemSupport(train, itemCount));
  const { offsets, items, counts } = countSuccessors(train, {
    itemCount,
    limit: successors,
  });
  return new SparseRecommender({
    name: "markov",
    popularity,
    score: (prefix, scores) => {
      const last = prefix[prefix.length - 1];
      if (last === undefined || last < FIRST_INDEX) return;
      for (let at = offsets[last]!; at < offsets[last + 1]!; at++) {
        const item = items[at]!;
        // Popularity scores are below 1, so they order equal counts only.
        scores.add(item, counts[at]! + popularity.scores[item]!);
      }
    },
    rest: "tied",
  });
}
