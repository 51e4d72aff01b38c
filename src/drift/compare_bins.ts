import type { ComparisonOptions, Measure } from "./comparison.ts";
import { designEffect } from "./design_effect.ts";
import { jensenShannonNoise, stabilityNoise } from "./divergence_noise.ts";
import { jensenShannon } from "./jensen_shannon.ts";
import { populationStability } from "./population_stability.ts";

/** Values of one sample by bin. */
export interface BinnedSample {
  /** Bin of each value, below 0: left out: `[E]`. */
  readonly codes: Int32Array;
  /** Start of each session among the values, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
}

/** Options of {@link compareBins}. */
export interface CompareBinsOptions extends Pick<ComparisonOptions, "alpha"> {
  /** Most ranges or values that are looked at. */
  readonly bins: number;
  /** See `drift.minStability`. */
  readonly minStability: number;
}

/** Counts by bin, and how many independent values each sample is worth. */
export interface BinComparison {
  /** Counts by bin: of the reference, of the current sample. */
  readonly counts: readonly [Float64Array, Float64Array];
  /** How many values each sample has. */
  readonly sizes: { readonly reference: number; readonly current: number };
  /** Population stability and divergence. */
  readonly measures: readonly [Measure, Measure];
}

/**
 * Compares two samples by the shares of their bins: population stability index
 * and Jensen–Shannon divergence. Either has drifted where it passes what chance
 * leaves it (its quantile, for as many values as the sessions are worth) and is
 * above its mean by what matters; for Jensen–Shannon that is `minStability`
 * divided by 8 ln 2, the ratio of the two for small differences.
 */
export function compareBins(
  reference: BinnedSample,
  current: BinnedSample,
  { bins, alpha, minStability }: CompareBinsOptions,
): BinComparison {
  const counts = [
    countBins(reference, bins),
    countBins(current, bins),
  ] as const;
  const sizes = {
    reference: effectiveSize(reference, counts[0]),
    current: effectiveSize(current, counts[1]),
  };
  const filled = counts[0].filter((it, bin) => it + counts[1][bin]! > 0).length;
  const noise = { bins: filled, ...sizes, alpha };
  const measure = (
    name: string,
    value: number,
    { expected, quantile, least }: {
      expected: number;
      quantile: number;
      least: number;
    },
  ): Measure => {
    const threshold = Math.max(quantile, expected + least);
    return { name, value, expected, threshold, drifted: value > threshold };
  };
  return {
    counts,
    sizes,
    measures: [
      measure("PSI", populationStability(...counts), {
        ...stabilityNoise(noise),
        least: minStability,
      }),
      measure("Jensen–Shannon", jensenShannon(...counts), {
        ...jensenShannonNoise(noise),
        least: minStability / (8 * Math.LN2),
      }),
    ],
  };
}

function countBins({ codes }: BinnedSample, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let at = 0; at < codes.length; at++) {
    if (codes[at]! >= 0) counts[codes[at]!]!++;
  }
  return counts;
}

function effectiveSize(
  { codes, offsets }: BinnedSample,
  counts: Float64Array,
): number {
  const size = counts.reduce((a, b) => a + b, 0);
  return size / designEffect(codes, { offsets, bins: counts.length });
}
