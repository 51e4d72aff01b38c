import {
  FIRST_INDEX,
  type Sequences,
  sessionCount,
  targetCount,
} from "../features/sequences.ts";
import { fillTop } from "./fill_top.ts";
import type { PopularityOrder } from "./popularity_order.ts";
import {
  type Predictions,
  type Ranking,
  type Recommender,
  type RecommendOptions,
  UNSEEN_RANK,
} from "./recommender.ts";
import { SparseScores } from "./sparse_scores.ts";

/** Options of {@link SparseRecommender}. */
export interface SparseRecommenderOptions {
  /** Short name, as it stands in tables. */
  readonly name: string;
  /** Order of what has no score. */
  readonly popularity: PopularityOrder;
  /**
   * Adds scores to the items that the prefix speaks for, which then rank before
   * all others. The prefix, `[T]` item indices in time order, may be empty and
   * may hold OOV items; neither padding nor OOV may be scored.
   */
  readonly score: (prefix: Int32Array, scores: SparseScores) => void;
  /**
   * How the items without a score rank behind those with one: all `tied` at 0
   * (lists are filled up by popularity all the same), or by `popularity`.
   */
  readonly rest: "tied" | "popularity";
}

/** A recommender that scores only a few items of the catalogue for a prefix. */
export class SparseRecommender implements Recommender {
  readonly name: string;
  readonly #options: SparseRecommenderOptions;
  readonly #scores: SparseScores;

  /** Takes the rule by which items are scored. */
  constructor(options: SparseRecommenderOptions) {
    this.name = options.name;
    this.#options = options;
    this.#scores = new SparseScores(options.popularity.support.length);
  }

  predict(sequences: Sequences, k: number): Promise<Predictions> {
    const { offsets, items, targets } = sequences;
    const length = Math.min(k, this.#itemCount);
    const ranks = new Int32Array(targetCount(sequences));
    const top = new Int32Array(ranks.length * length);
    const scores = new Float32Array(top.length);
    let n = 0;
    for (let session = 0; session < sessionCount(sequences); session++) {
      const start = offsets[session]!;
      for (let event = start; event < offsets[session + 1]!; event++) {
        if (targets[event] === 0) continue;
        this.#score(items.subarray(start, event));
        ranks[n] = this.#rankOf(items[event]!);
        this.#fillTop(top.subarray(n * length, (n + 1) * length));
        for (let at = n * length; at < (n + 1) * length; at++) {
          scores[at] = this.#valueOf(top[at]!);
        }
        n++;
      }
    }
    return Promise.resolve({ ranks, top, scores, k: length });
  }

  recommend(
    sequences: Sequences,
    options: RecommendOptions,
  ): Promise<Ranking[]> {
    const { offsets, items } = sequences;
    const rankings = Array.from(
      { length: sessionCount(sequences) },
      (_, session) => {
        const prefix = items.subarray(offsets[session], offsets[session + 1]);
        return this.#rankingAfter(prefix, options);
      },
    );
    return Promise.resolve(rankings);
  }

  get #itemCount(): number {
    return this.#options.popularity.items.length;
  }

  #score(prefix: Int32Array): void {
    this.#scores.clear();
    this.#options.score(prefix, this.#scores);
  }

  #fillTop(list: Int32Array): void {
    fillTop(list, this.#scores, this.#options.popularity);
  }

  #rankingAfter(prefix: Int32Array, options: RecommendOptions): Ranking {
    this.#score(prefix);
    const seen = new Set(options.excludeSeen ? prefix : []);
    const length = Math.min(options.k + seen.size, this.#itemCount);
    const list = new Int32Array(length);
    this.#fillTop(list);
    const items = list.filter((item) => !seen.has(item)).subarray(0, options.k);
    return {
      items,
      scores: Float32Array.from(items, (it) => this.#valueOf(it)),
    };
  }

  #valueOf(item: number): number {
    const value = this.#scores.values[item]!;
    if (value > 0 || this.#options.rest === "tied") return value;
    return this.#options.popularity.scores[item]!;
  }

  /** 1 + the number of other items that score at least as high. */
  #rankOf(target: number): number {
    if (target < FIRST_INDEX) return UNSEEN_RANK;
    const { items, values } = this.#scores;
    const value = values[target]!;
    if (value > 0) return countWhere(items, (item) => values[item]! >= value);
    if (this.#options.rest === "tied") return this.#itemCount;
    // The scored items that are less popular have been moved before it.
    const { support, ranks } = this.#options.popularity;
    const least = support[target]!;
    return ranks[target]! + countWhere(items, (it) => support[it]! < least);
  }
}

function countWhere(
  items: Int32Array,
  holds: (item: number) => boolean,
): number {
  let count = 0;
  for (const item of items) if (holds(item)) count++;
  return count;
}
