import type { Sequences } from "../features/sequences.ts";
import { idfBoosts } from "./idf_boosts.ts";
import { itemSupport } from "./item_support.ts";
import { findNeighbours } from "./neighbours.ts";
import { popularityOrder } from "./popularity_order.ts";
import type { Recommender } from "./recommender.ts";
import { indexSessions, type Lists } from "./session_index.ts";
import { SparseRecommender } from "./sparse_recommender.ts";
import { weighItems } from "./weigh_items.ts";

/** Options of {@link fitStan}. */
export interface StanOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
  /** Neighbours that recommend. @default {500} */
  readonly neighbours?: number;
  /** Most recent sessions among which neighbours are sought. @default {2500} */
  readonly sample?: number;
  /** Events back at which one of the live session weighs 1/e. @default {1} */
  readonly stepDecay?: number;
  /** Share of all sessions after which one weighs 1/e. @default {0.5} */
  readonly ageDecay?: number;
  /** Items away from the shared one at which one weighs 1/e. @default {5} */
  readonly placeDecay?: number;
  /** Weight of the inverse document frequency of an item. @default {1} */
  readonly idfWeight?: number;
}

/**
 * STAN, sequence and time aware neighbourhoods: V-SKNN with three decays (Garg et
 * al., "Sequence and time aware neighborhood for session-based recommendations",
 * SIGIR 2019). A live session's similarity to a past one is
 *
 *     Σ e^(−(step − 1) / stepDecay) over shared items · e^(−age / ageDecay) / √length
 *
 * and each item of a neighbour gets so many votes, the fewer the further it
 * stands from the most recent shared item: × e^(−distance / placeDecay). Votes
 * count more for rare items, which is not in the paper. Age goes by the order of
 * sessions, so that data without times will do. Items of no neighbour tie at 0.
 */
export function fitStan(train: Sequences, options: StanOptions): Recommender {
  const {
    itemCount,
    neighbours = 500,
    sample = 2500,
    stepDecay = 1,
    ageDecay = 0.5,
    placeDecay = 5,
    idfWeight = 1,
  } = options;
  const index = indexSessions(train, itemCount);
  const { itemsOf, sessionsOf } = index;
  const worth = sessionWorth(itemsOf, ageDecay);
  const boosts = idfBoosts(index, idfWeight);
  const weigh = (step: number) => Math.exp((1 - step) / stepDecay);
  return new SparseRecommender({
    name: "stan",
    popularity: popularityOrder(itemSupport(train, itemCount)),
    score: (prefix, scores) => {
      const found = findNeighbours(weighItems(prefix, weigh), {
        sessionsOf,
        sample,
        limit: neighbours,
        worth,
      });
      for (const { session, similarity, step } of found) {
        const start = itemsOf.offsets[session]!;
        const shared = prefix[prefix.length - step]!;
        const place = itemsOf.values.indexOf(shared, start);
        for (let at = start; at < itemsOf.offsets[session + 1]!; at++) {
          const item = itemsOf.values[at]!;
          const near = Math.exp(-Math.abs(at - place) / placeDecay);
          const votes = similarity * near * boosts[item]!;
          // So far away that nothing is left of it.
          if (votes > 0) scores.add(item, votes);
        }
      }
    },
    rest: "tied",
  });
}

/** What the similarity to each session is multiplied by, by its age and length. */
function sessionWorth({ offsets }: Lists, ageDecay: number): Float64Array {
  const sessions = offsets.length - 1;
  return Float64Array.from({ length: sessions }, (_, session) => {
    const length = offsets[session + 1]! - offsets[session]!;
    const age = (sessions - 1 - session) / sessions;
    return Math.exp(-age / ageDecay) / Math.sqrt(length);
  });
}
