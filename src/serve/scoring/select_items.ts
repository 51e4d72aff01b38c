import { FIRST_INDEX } from "../../features/sequences.ts";
import type { ScoreOptions } from "../scorer.ts";

/**
 * The best items of those that may be shown, best first, among equals the
 * smaller index: their indices.
 *
 * @param scores Of all items from {@link FIRST_INDEX} on: `[V − 2]`.
 */
export function selectItems(
  scores: Float32Array,
  { k, excluded, candidates, allowed }: ScoreOptions,
): number[] {
  const best: number[] = [];
  const scoreOf = (item: number) => scores[item - FIRST_INDEX]!;
  const offer = (item: number) => {
    if (excluded?.has(item) || allowed?.[item] === 0) return;
    const score = scoreOf(item);
    if (best.length === k && !(score > scoreOf(best[k - 1]!))) return;
    if (best.length === k) best.pop();
    let place = best.length;
    while (place > 0 && score > scoreOf(best[place - 1]!)) place--;
    best.splice(place, 0, item);
  };
  if (k < 1) return best;
  const end = scores.length + FIRST_INDEX;
  if (candidates === undefined) {
    for (let item = FIRST_INDEX; item < end; item++) offer(item);
    return best;
  }
  for (const item of [...candidates].sort((a, b) => a - b)) {
    if (item >= FIRST_INDEX && item < end) offer(item);
  }
  return best;
}
