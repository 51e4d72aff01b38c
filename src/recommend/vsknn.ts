import type { Sequences } from "../features/sequences.ts";
import { idfBoosts } from "./idf_boosts.ts";
import { itemSupport } from "./item_support.ts";
import { findNeighbours } from "./neighbours.ts";
import { popularityOrder } from "./popularity_order.ts";
import {
  positionWeight,
  stepWeight,
  type Weighting,
} from "./position_weight.ts";
import type { Recommender } from "./recommender.ts";
import { indexSessions } from "./session_index.ts";
import { SparseRecommender } from "./sparse_recommender.ts";
import { weighItems } from "./weigh_items.ts";

/** Options of {@link fitVsknn}. */
export interface VsknnOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
  /** Neighbours that recommend. @default {500} */
  readonly neighbours?: number;
  /** Most recent sessions among which neighbours are sought. @default {2500} */
  readonly sample?: number;
  /** Weight of an event in the similarity of sessions. @default {"log"} */
  readonly weighting?: Weighting;
  /** Weight of a neighbour by its most recent shared item. @default {"quadratic"} */
  readonly sessionWeighting?: Weighting;
  /** Weight of the inverse document frequency of an item. @default {1} */
  readonly idfWeight?: number;
}

/**
 * V-SKNN, vector multiplication session-based k nearest neighbours: recommends
 * the items of the past sessions most similar to the live one (Ludewig and
 * Jannach, "Evaluation of session-based recommendation algorithms", UMUAI 28,
 * 2018, section 3.2.3; with idf: Ludewig et al., "Empirical analysis of
 * session-based recommendation algorithms", UMUAI 31, 2021).
 *
 * A neighbour's similarity is the sum of the position weights of the items it
 * shares; it adds similarity × step weight × (1 + idfWeight · idf) to the score
 * of each item it holds. Items of no neighbour tie at 0.
 */
export function fitVsknn(train: Sequences, options: VsknnOptions): Recommender {
  const {
    itemCount,
    neighbours = 500,
    sample = 2500,
    weighting = "log",
    sessionWeighting = "quadratic",
    idfWeight = 1,
  } = options;
  const index = indexSessions(train, itemCount);
  const { itemsOf, sessionsOf } = index;
  const boosts = idfBoosts(index, idfWeight);
  return new SparseRecommender({
    name: "vsknn",
    popularity: popularityOrder(itemSupport(train, itemCount)),
    score: (prefix, scores) => {
      const { length } = prefix;
      const weigh = (step: number) =>
        positionWeight(weighting, { position: length - step + 1, length });
      const found = findNeighbours(weighItems(prefix, weigh), {
        sessionsOf,
        sample,
        limit: neighbours,
      });
      for (const { session, similarity, step } of found) {
        const vote = similarity * stepWeight(sessionWeighting, step);
        if (vote === 0) continue;
        const end = itemsOf.offsets[session + 1]!;
        for (let at = itemsOf.offsets[session]!; at < end; at++) {
          const item = itemsOf.values[at]!;
          scores.add(item, vote * boosts[item]!);
        }
      }
    },
    rest: "tied",
  });
}
