import type { FeatureSet } from "../features/feature_set.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import type { ScoredItems, ScoreOptions } from "./scorer.ts";

/**
 * What is shown where nothing is known of the session: the products that
 * training saw most often, each with its share of the events. The vocabulary
 * has them in that order.
 */
export function popularItems(
  { item, support }: FeatureSet,
  { k, excluded, candidates, allowed }: ScoreOptions,
): ScoredItems {
  const items: number[] = [];
  for (
    let index = FIRST_INDEX;
    index < item.size && items.length < k;
    index++
  ) {
    if (excluded?.has(index) || allowed?.[index] === 0) continue;
    if (candidates !== undefined && !candidates.has(index)) continue;
    items.push(index);
  }
  const events = support.reduce((sum, count) => sum + count, 0);
  return {
    items: Int32Array.from(items),
    probabilities: Float32Array.from(
      items,
      (index) => support[index]! / Math.max(1, events),
    ),
  };
}
