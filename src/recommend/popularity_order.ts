import { FIRST_INDEX } from "../features/sequences.ts";

/** The catalogue ordered by popularity. */
export interface PopularityOrder {
  /** Training events by item index: `[itemCount + 2]`. */
  readonly support: Int32Array;
  /** Items, the most popular first, among equals the smaller index: `[itemCount]`. */
  readonly items: Int32Array;
  /** Where an item stands in {@link items}, from 0, by item index: `[itemCount + 2]`. */
  readonly places: Int32Array;
  /**
   * Rank by popularity alone, ties against the recommender: 1 + the number of
   * other items that are at least as popular. By item index: `[itemCount + 2]`.
   */
  readonly ranks: Int32Array;
  /** Popularity as a score in [0, 1), by item index: `[itemCount + 2]`. */
  readonly scores: Float64Array;
}

/**
 * Orders the catalogue by popularity.
 *
 * @param support Training events by item index, as `itemSupport()` counts them.
 */
export function popularityOrder(support: Int32Array): PopularityOrder {
  const items = support.subarray(FIRST_INDEX).map((_, i) => i + FIRST_INDEX);
  items.sort((a, b) => support[b]! - support[a]! || a - b);
  const places = new Int32Array(support.length);
  const ranks = new Int32Array(support.length);
  for (let place = items.length - 1; place >= 0; place--) {
    const item = items[place]!;
    places[item] = place;
    const next = items[place + 1];
    const tied = next !== undefined && support[next] === support[item];
    ranks[item] = tied ? ranks[next]! : place + 1;
  }
  const most = support[items[0] ?? 0] ?? 0;
  const scores = Float64Array.from(support, (count) => count / (most + 1));
  return { support, items, places, ranks, scores };
}
