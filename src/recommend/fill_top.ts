import type { PopularityOrder } from "./popularity_order.ts";
import type { SparseScores } from "./sparse_scores.ts";

/**
 * Fills a list with the best items, best first: those scored by their score
 * (among equals the more popular, then the smaller index), then the rest by
 * popularity. The list must not be longer than the catalogue.
 */
export function fillTop(
  list: Int32Array,
  scores: SparseScores,
  popularity: PopularityOrder,
): void {
  let length = 0;
  for (const item of scores.items) {
    length = insert(item, list, { length, scores, popularity });
  }
  for (const item of popularity.items) {
    if (length === list.length) return;
    if (scores.values[item] === 0) list[length++] = item;
  }
}

interface Insertion {
  /** Items in the list so far. */
  readonly length: number;
  readonly scores: SparseScores;
  readonly popularity: PopularityOrder;
}

/** Puts an item into its place, unless the list is full of better ones. */
function insert(item: number, list: Int32Array, at: Insertion): number {
  const { values } = at.scores;
  const { places } = at.popularity;
  const isBetter = (other: number) =>
    values[item] === values[other]
      ? places[item]! < places[other]!
      : values[item]! > values[other]!;
  let place = at.length;
  if (place === list.length) {
    if (place === 0 || !isBetter(list[place - 1]!)) return place;
    place--;
  }
  for (; place > 0 && isBetter(list[place - 1]!); place--) {
    list[place] = list[place - 1]!;
  }
  list[place] = item;
  return Math.min(at.length + 1, list.length);
}
