import type { ModelParams } from "../config.ts";
import { FIRST_INDEX, type Sequences } from "../features/sequences.ts";

/** Added to each count, so that items seen once or twice have little of a trend. */
const PRIOR_COUNT = 0.5;

/** How fast the items' trend forgets. */
export type TrendParams = NonNullable<ModelParams["trend"]>;

/** Options of {@link itemTrend}. */
export interface ItemTrendOptions extends TrendParams {
  /** Training events by item index, padding and OOV among them: `[V]`. */
  readonly support: Int32Array;
}

/**
 * How an item's share of the events has risen towards the end of training:
 *
 *     weight · log((recent + ½) / (expected + ½))
 *
 * `recent` counts the item's events, each worth half of one that came
 * `halfLife` of all events later; `expected` is that count, had the item been as
 * frequent all the time. Added to logits, it turns the shares of items that
 * training has seen on the whole into those of its end, which the next days
 * resemble (https://doi.org/10.1162/089976602753284446: new a priori
 * probabilities).
 *
 * @param train The training sessions, or the last of them: what came earlier is
 * worth so little that only its counts are needed.
 * @returns By item index: `[V]`; 0 for padding and OOV.
 */
export function itemTrend(
  train: Sequences,
  { support, weight, halfLife }: ItemTrendOptions,
): Float32Array {
  const events = support.reduce((sum, count) => sum + count, 0);
  const recent = new Float64Array(support.length);
  const fade = 2 ** (-1 / (halfLife * events));
  let worth = 1;
  let total = 0;
  for (const item of newestFirst(train)) {
    recent[item]! += worth;
    total += worth;
    worth *= fade;
  }
  return Float32Array.from(support, (count, item) => {
    if (item < FIRST_INDEX) return 0;
    const expected = count * total / events;
    return weight *
      Math.log((recent[item]! + PRIOR_COUNT) / (expected + PRIOR_COUNT));
  });
}

/** Items of all events, those of the sessions that ended last first. */
function* newestFirst(
  { offsets, items, times }: Sequences,
): Generator<number> {
  const endedAt = (session: number) => times[offsets[session + 1]! - 1] ?? 0;
  const sessions = Int32Array.from(
    { length: offsets.length - 1 },
    (_, session) => session,
  ).sort((a, b) => endedAt(b) - endedAt(a) || b - a);
  for (const session of sessions) {
    for (let at = offsets[session + 1]! - 1; at >= offsets[session]!; at--) {
      yield items[at]!;
    }
  }
}
