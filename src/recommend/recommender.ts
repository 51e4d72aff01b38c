import type { Sequences } from "../features/sequences.ts";

/** Rank of a target that has no index: a miss at every cut-off. */
export const UNSEEN_RANK = 2 ** 31 - 1;

/** Ranks of the events to be predicted, and the lists shown before them. */
export interface Predictions {
  /**
   * Rank of each target among all items of the catalogue, 1 = best, in the
   * order of `sequences.targets`: `[N]`. Ties count against the recommender.
   * An item without an index (OOV) has {@link UNSEEN_RANK}.
   */
  readonly ranks: Int32Array;
  /** The `k` best items before each target, best first: `[N × k]`. */
  readonly top: Int32Array;
  /** Their scores, falling; comparable within one list only: `[N × k]`. */
  readonly scores: Float32Array;
  /** Length of each list in {@link top}: what was asked for, or the catalogue's. */
  readonly k: number;
}

/** One session's recommendations, best first. */
export interface Ranking {
  /** Item indices. */
  readonly items: Int32Array;
  /** Scores, falling; comparable within one ranking only. */
  readonly scores: Float32Array;
}

/** What a ranking is to hold. */
export interface RecommendOptions {
  /** How many items a ranking holds (fewer where the catalogue is smaller). */
  readonly k: number;
  /** Leave out items that the session already holds. @default {false} */
  readonly excludeSeen?: boolean;
}

/**
 * Whatever recommends products for a session: the GRU and every baseline stand
 * behind this alike and pass one contract test. Items are indices into the
 * vocabulary: what the training split holds, then items that only their features
 * are known of. Padding (0) and OOV (1) are never recommended.
 */
export interface Recommender {
  /** Short name, as it stands in tables: `gru`, `popularity`. */
  readonly name: string;
  /**
   * Predicts every target of every session from the events before it, ranking
   * the whole catalogue.
   */
  predict(sequences: Sequences, k: number): Promise<Predictions>;
  /** Recommends what comes after the last event of every session. */
  recommend(
    sequences: Sequences,
    options: RecommendOptions,
  ): Promise<Ranking[]>;
}
