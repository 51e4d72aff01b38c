import { FIRST_INDEX, type Sequences } from "../features/sequences.ts";
import { itemSupport } from "./item_support.ts";
import { popularityOrder } from "./popularity_order.ts";
import type { Recommender } from "./recommender.ts";
import {
  indexSessions,
  type Lists,
  type SessionIndex,
} from "./session_index.ts";
import { SparseRecommender } from "./sparse_recommender.ts";
import { SparseScores } from "./sparse_scores.ts";

/** Options of {@link fitItemKnn}. */
export interface ItemKnnOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
  /** Most similar items kept of each item. @default {100} */
  readonly neighbours?: number;
  /**
   * Sessions added to those of each item, so that items seen once or twice are
   * not similar by coincidence. @default {20}
   */
  readonly regularisation?: number;
}

/**
 * Item-based k nearest neighbours: recommends the items most similar to the
 * session's last one. Similarity is the cosine of the items over the training
 * sessions, the number that hold both over the root of the product of the
 * numbers that hold either, regularised (Hidasi et al., "Session-based
 * recommendations with recurrent neural networks", ICLR 2016, section 4). An
 * item is no neighbour of itself. All other items tie at 0.
 */
export function fitItemKnn(
  train: Sequences,
  { itemCount, neighbours = 100, regularisation = 20 }: ItemKnnOptions,
): Recommender {
  const index = indexSessions(train, itemCount);
  const { offsets } = index.sessionsOf;
  const norms = Float64Array.from(
    { length: FIRST_INDEX + itemCount },
    (_, item) =>
      Math.sqrt(offsets[item + 1]! - offsets[item]! + regularisation),
  );
  const similarTo = nearestItems(index, { norms, neighbours });
  return new SparseRecommender({
    name: "item_knn",
    popularity: popularityOrder(itemSupport(train, itemCount)),
    score: (prefix, scores) => {
      const last = prefix[prefix.length - 1] ?? 0;
      for (const { item, similarity } of similarTo[last]!) {
        scores.add(item, similarity);
      }
    },
    rest: "tied",
  });
}

interface SimilarItem {
  readonly item: number;
  readonly similarity: number;
}

/** The most similar items of each item, by item index. */
function nearestItems(
  { itemsOf, sessionsOf }: SessionIndex,
  { norms, neighbours }: { norms: Float64Array; neighbours: number },
): SimilarItem[][] {
  const shared = new SparseScores(norms.length);
  return Array.from(norms, (norm, item) => {
    shared.clear();
    for (const session of listAt(sessionsOf, item)) {
      for (const other of listAt(itemsOf, session)) shared.add(other, 1);
    }
    return Array.from(shared.items, (other) => ({
      item: other,
      similarity: shared.values[other]! / (norm * norms[other]!),
    }))
      .filter((it) => it.item !== item)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, neighbours);
  });
}

function listAt({ offsets, values }: Lists, list: number): Int32Array {
  return values.subarray(offsets[list], offsets[list + 1]);
}
