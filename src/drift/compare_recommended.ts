import type { DriftParams } from "../config.ts";
import { chiSquareQuantile } from "./chi_square_quantile.ts";
import { compareCategories } from "./compare_categories.ts";
import { compareNumbers } from "./compare_numbers.ts";
import type { Comparison } from "./comparison.ts";
import type { Recommended } from "./recommended.ts";

/** Options of {@link compareRecommended}. */
export interface CompareRecommendedOptions {
  /** Level of the tests. */
  readonly alpha: number;
  /** Parameters that it goes by. */
  readonly params: DriftParams;
}

/** How many comparisons {@link compareRecommended} makes. */
export const RECOMMENDED_COMPARISONS = 3;

/**
 * Compares what a model recommends for two samples, as many sessions of each:
 * how sure it is of its best product, which products it shows, and how much of
 * the catalogue.
 */
export function compareRecommended(
  reference: Recommended,
  current: Recommended,
  { alpha, params }: CompareRecommendedOptions,
): Comparison[] {
  const scores = ({ best }: Recommended) => ({
    values: best,
    offsets: Int32Array.from({ length: best.length + 1 }, (_, at) => at),
  });
  const items = ({ items, catalogue, offsets }: Recommended) => ({
    texts: { codes: items, values: catalogue },
    offsets,
  });
  return [
    compareNumbers(scores(reference), scores(current), {
      name: "best probability",
      alpha,
      params,
    }),
    compareCategories(items(reference), items(current), {
      name: "recommended item",
      alpha,
      params,
    }),
    compareCoverage(reference, current, { alpha, params }),
  ];
}

/**
 * The share of the catalogue that stands in any list. By chance it varies by
 * what stands in a single one: such an item might as well be absent.
 */
function compareCoverage(
  reference: Recommended,
  current: Recommended,
  { alpha, params }: CompareRecommendedOptions,
): Comparison {
  const [own, other] = [countShown(reference), countShown(current)];
  const change = Math.abs(own.coverage - other.coverage);
  const chance = Math.sqrt(
    chiSquareQuantile(1, 1 - alpha) * (own.variance + other.variance),
  );
  const threshold = Math.max(chance, params.minCoverage);
  const drifted = change > threshold;
  const name = `coverage@${params.k}`;
  return {
    name,
    kind: "share",
    drifted,
    measures: [{ name: "change", value: change, threshold, drifted }],
    summary: { "share of the catalogue": [own.coverage, other.coverage] },
    bins: [],
  };
}

function countShown({ items, catalogue }: Recommended) {
  const counts = new Int32Array(catalogue.length);
  for (let at = 0; at < items.length; at++) counts[items[at]!]!++;
  let [shown, single] = [0, 0];
  for (let item = 0; item < counts.length; item++) {
    if (counts[item]! > 0) shown++;
    if (counts[item]! === 1) single++;
  }
  return {
    coverage: shown / catalogue.length,
    variance: single / catalogue.length ** 2,
  };
}
