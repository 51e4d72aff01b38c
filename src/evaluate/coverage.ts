import { FIRST_INDEX } from "../features/sequences.ts";
import type { Predictions } from "../recommend/recommender.ts";

/** Options of {@link coverageMetrics}. */
export interface CoverageOptions {
  /** Cut-offs; one above the lists' length stands for the whole list. */
  readonly cutoffs: readonly number[];
  /** Training events by item index: `[itemCount + 2]`. */
  readonly support: Int32Array;
}

/**
 * How much of the catalogue the lists show, and how popular it is:
 *
 * - `coverage@k`: share of the catalogue's items that stand among the first k
 *   of at least one list (Ge, Delgado-Battenfeld and Jannach, RecSys 2010).
 * - `popularity@k`: mean popularity of the first k, averaged over the lists;
 *   popularity is support divided by the highest support (Jannach et al.,
 *   "What recommenders recommend", UMUAI 2015, section 4.4).
 */
export function coverageMetrics(
  { top, k }: Pick<Predictions, "top" | "k">,
  { cutoffs, support }: CoverageOptions,
): Record<string, number> {
  const metrics: Record<string, number> = {};
  const highest = support.reduce((a, b) => Math.max(a, b), 0);
  for (const cutoff of cutoffs) {
    const length = Math.min(cutoff, k);
    const shown = new Uint8Array(support.length);
    let events = 0;
    for (let at = 0; at < top.length; at++) {
      if (at % k >= length) continue;
      shown[top[at]!] = 1;
      events += support[top[at]!]!;
    }
    const count = top.length / k * length;
    const itemCount = support.length - FIRST_INDEX;
    metrics[`coverage@${cutoff}`] = shown.reduce((a, b) => a + b, 0) /
      itemCount;
    metrics[`popularity@${cutoff}`] = events / count / highest;
  }
  return metrics;
}
