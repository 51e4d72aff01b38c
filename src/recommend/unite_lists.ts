import type { Ranking } from "./recommender.ts";

/** The items that stand in either of two lists, and what each list gives them. */
export interface UnitedLists {
  /** Those of the model's list in its order, then the others: `[U]`. */
  readonly items: Int32Array;
  /** Softmax of the model's scores over its list; 0 outside it: `[U]`. */
  readonly model: Float64Array;
  /** Share of the sum of the neighbours' scores; 0 outside their list: `[U]`. */
  readonly neighbours: Float64Array;
}

/**
 * Unites the list of a model, whose scores are logits, with one of neighbours,
 * whose scores are sums of votes: both become shares that add up to 1. An item
 * without a vote only fills up the neighbours' list and is passed over.
 */
export function uniteLists(model: Ranking, neighbours: Ranking): UnitedLists {
  const votes = neighbours.scores.findIndex((score) => score <= 0);
  const voted = votes < 0 ? neighbours.items.length : votes;
  const length = model.items.length;
  const items = new Int32Array(length + voted);
  items.set(model.items);
  const places = new Map<number, number>();
  for (let at = 0; at < length; at++) places.set(items[at]!, at);
  const neighbourShares = new Float64Array(items.length);
  const sum = sumOf(neighbours.scores);
  let united = length;
  for (let at = 0; at < voted; at++) {
    const item = neighbours.items[at]!;
    const place = places.get(item) ?? united++;
    items[place] = item;
    neighbourShares[place] = neighbours.scores[at]! / sum;
  }
  const modelShares = new Float64Array(united);
  modelShares.set(softmax(model.scores));
  return {
    items: items.subarray(0, united),
    model: modelShares,
    neighbours: neighbourShares.subarray(0, united),
  };
}

/** Softmax of falling logits. */
function softmax(logits: Float32Array): Float64Array {
  const highest = logits[0]!;
  const exponents = Float64Array.from(logits, (it) => Math.exp(it - highest));
  const sum = sumOf(exponents);
  return exponents.map((it) => it / sum);
}

function sumOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
