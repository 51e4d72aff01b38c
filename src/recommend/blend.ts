import { type Sequences, sessionCount } from "../features/sequences.ts";
import {
  type Predictions,
  type Ranking,
  type Recommender,
  type RecommendOptions,
  UNSEEN_RANK,
} from "./recommender.ts";
import { sessionItems } from "./session_items.ts";
import { sessionRange } from "./session_range.ts";
import { type UnitedLists, uniteLists } from "./unite_lists.ts";

/** Sessions that both recommenders predict at a time: bounds memory. */
const SESSIONS_AT_A_TIME = 8192;

/** Options of {@link Blend}. */
export interface BlendOptions {
  /** Share of the neighbours' votes, from 0 (the model's list) to 1. */
  readonly weight: number;
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
  /** Items that each of the two lists, at least. @default {200} */
  readonly depth?: number;
}

/**
 * A mixture of a model and neighbours. Each lists its best `depth` items; an
 * item's score is `(1 − weight) · log p + weight · log q`, where p is the softmax
 * of the model's scores over its list and q the item's share of the votes in the
 * neighbours': a logarithmic opinion pool
 * (https://doi.org/10.1214/ss/1177013825), which wants both to be for an item.
 * See uniteLists() for items of one list.
 *
 * The whole ranking: first the items of either list by that score (in lists,
 * equal ones as the model orders them; in ranks, ties count against), then all
 * others as the model ranks them. How many of the neighbours' own items the model
 * ranks before such a target is not asked: all are taken to move ahead of it, so
 * its rank is an upper bound, always beyond `depth`. No list is longer than the
 * catalogue; what is asked for beyond `depth` deepens both lists.
 *
 * This costs a TopK more than the model alone, and no matrix of neighbours'
 * scores. Both recommenders stay the caller's.
 */
export class Blend implements Recommender {
  readonly name = "blend";
  readonly #model: Recommender;
  readonly #neighbours: Recommender;
  readonly #options: Required<BlendOptions>;

  /** Mixes two recommenders. */
  constructor(
    model: Recommender,
    neighbours: Recommender,
    { depth = 200, ...options }: BlendOptions,
  ) {
    this.#model = model;
    this.#neighbours = neighbours;
    this.#options = { ...options, depth };
  }

  async predict(sequences: Sequences, k: number): Promise<Predictions> {
    const { weight, itemCount } = this.#options;
    const width = Math.min(k, itemCount);
    const ranks: number[] = [];
    const parts: Ranking[] = [];
    for await (const target of this.#targets(sequences, width)) {
      const scores = mixScores(target.lists, weight);
      ranks.push(rankOf(target, scores, itemCount));
      parts.push(bestOf(target.lists.items, scores, width));
    }
    const top = new Int32Array(parts.length * width);
    const scores = new Float32Array(top.length);
    parts.forEach((part, n) => {
      top.set(part.items, n * width);
      scores.set(part.scores, n * width);
    });
    return { ranks: Int32Array.from(ranks), top, scores, k: width };
  }

  /** Ranks of the targets, as {@link predict} gives them, at several weights. */
  async ranksAt(
    sequences: Sequences,
    weights: readonly number[],
  ): Promise<Int32Array[]> {
    const { itemCount } = this.#options;
    const ranks: number[][] = weights.map(() => []);
    for await (const target of this.#targets(sequences, 1)) {
      weights.forEach((weight, at) => {
        const scores = mixScores(target.lists, weight);
        ranks[at]!.push(rankOf(target, scores, itemCount));
      });
    }
    return ranks.map((it) => Int32Array.from(it));
  }

  async recommend(
    sequences: Sequences,
    { k, excludeSeen = false }: RecommendOptions,
  ): Promise<Ranking[]> {
    const { weight } = this.#options;
    const seen = Array.from(
      { length: excludeSeen ? sessionCount(sequences) : 0 },
      (_, session) => sessionItems(sequences, session),
    );
    const spare = seen.reduce((most, it) => Math.max(most, it.size), 0);
    const wanted = { k: this.#depth(k + spare) };
    const model = await this.#model.recommend(sequences, wanted);
    const neighbours = await this.#neighbours.recommend(sequences, wanted);
    return model.map((ranking, session) => {
      const lists = uniteLists(ranking, neighbours[session]!);
      const scores = mixScores(lists, weight);
      const best = bestOf(lists.items, scores, k + spare);
      const places = [...best.items.keys()].filter((place) =>
        !seen[session]?.has(best.items[place]!)
      ).slice(0, k);
      return {
        items: Int32Array.from(places, (place) => best.items[place]!),
        scores: Float32Array.from(places, (place) => best.scores[place]!),
      };
    });
  }

  #depth(k: number): number {
    const { depth, itemCount } = this.#options;
    return Math.min(Math.max(depth, k), itemCount);
  }

  /** What both recommenders say of each target, some sessions at a time. */
  async *#targets(sequences: Sequences, k: number): AsyncGenerator<Target> {
    const depth = this.#depth(k);
    const sessions = sessionCount(sequences);
    for (let from = 0; from < sessions; from += SESSIONS_AT_A_TIME) {
      const to = Math.min(from + SESSIONS_AT_A_TIME, sessions);
      const part = sessionRange(sequences, { from, to });
      const model = await this.#model.predict(part, depth);
      const neighbours = await this.#neighbours.predict(part, depth);
      const labels = part.items.filter((_, event) => part.targets[event] === 1);
      for (let n = 0; n < labels.length; n++) {
        yield {
          label: labels[n]!,
          modelRank: model.ranks[n]!,
          lists: uniteLists(listAt(model, n), listAt(neighbours, n)),
          modelLength: model.k,
        };
      }
    }
  }
}

/** An event to be predicted, and what the recommenders list before it. */
interface Target {
  readonly label: number;
  readonly modelRank: number;
  readonly lists: UnitedLists;
  /** Items of the model's list: the others are the neighbours' own. */
  readonly modelLength: number;
}

function listAt({ top, scores, k }: Predictions, n: number): Ranking {
  return {
    items: top.subarray(n * k, (n + 1) * k),
    scores: scores.subarray(n * k, (n + 1) * k),
  };
}

function mixScores(lists: UnitedLists, weight: number): Float64Array {
  return lists.model.map((log, at) =>
    (1 - weight) * log + weight * lists.neighbours[at]!
  );
}

function rankOf(
  { label, modelRank, lists, modelLength }: Target,
  scores: Float64Array,
  itemCount: number,
): number {
  if (modelRank === UNSEEN_RANK) return UNSEEN_RANK;
  const place = lists.items.indexOf(label);
  if (place < 0) {
    return Math.min(modelRank + lists.items.length - modelLength, itemCount);
  }
  let rank = 0;
  for (const score of scores) if (score >= scores[place]!) rank++;
  return rank;
}

/** The best items, best first; equal ones stay in their order. */
function bestOf(items: Int32Array, scores: Float64Array, k: number): Ranking {
  const places = [...items.keys()].sort((a, b) =>
    scores[b]! - scores[a]! || a - b
  ).slice(0, k);
  return {
    items: Int32Array.from(places, (place) => items[place]!),
    scores: Float32Array.from(places, (place) => scores[place]!),
  };
}
