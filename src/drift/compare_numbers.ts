import type { DriftParams } from "../config.ts";
import { withoutMissing } from "../prepare/without_missing.ts";
import { compareBins } from "./compare_bins.ts";
import type { Comparison, ComparisonOptions, Measure } from "./comparison.ts";
import { ksPValue } from "./ks_p_value.ts";
import { ksStatistic } from "./ks_statistic.ts";
import { wasserstein } from "./wasserstein.ts";

/** A column of numbers and the sessions that they belong to. */
export interface NumberSample {
  /** NaN where missing: `[E]`. */
  readonly values: Float64Array;
  /** Start of each session among the values, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
}

/** Options of {@link compareNumbers}. */
export interface CompareNumbersOptions extends ComparisonOptions {
  /** Parameters that it goes by. */
  readonly params: Pick<
    DriftParams,
    "bins" | "minStability" | "minDistance" | "minStatistic"
  >;
}

/**
 * Compares two columns of numbers: the distance between them (Wasserstein, in
 * deviations of the reference), the largest gap between their distributions
 * (Kolmogorov–Smirnov), and the shares of ranges, missing ones among them
 * (PSI, Jensen–Shannon). The p-value is that of as many independent values as
 * the sessions are worth.
 */
export function compareNumbers(
  reference: NumberSample,
  current: NumberSample,
  { name, alpha, params }: CompareNumbersOptions,
): Comparison {
  const [own, other] = [risingValues(reference), risingValues(current)];
  const edges = binEdges(own, params.bins);
  const binned = ({ values, offsets }: NumberSample) => ({
    codes: binCodes(values, edges),
    offsets,
  });
  const { sizes, measures } = compareBins(binned(reference), binned(current), {
    bins: edges.length + 2,
    alpha,
    minStability: params.minStability,
  });
  const all = own.length > 0 && other.length > 0
    ? [...distances(own, other, { sizes, alpha, params }), ...measures]
    : measures;
  return {
    name,
    kind: "number",
    drifted: all.some((it) => it.drifted),
    measures: all,
    summary: {
      mean: [mean(own), mean(other)],
      median: [quantile(own, 0.5), quantile(other, 0.5)],
      "90 %": [quantile(own, 0.9), quantile(other, 0.9)],
      missing: [own, other].map((it, at) =>
        1 - it.length / [reference, current][at]!.values.length
      ) as [number, number],
    },
    bins: curve(own, other),
  };
}

interface DistanceOptions {
  /** Independent values that each sample is worth, missing ones among them. */
  readonly sizes: { readonly reference: number; readonly current: number };
  readonly alpha: number;
  readonly params: CompareNumbersOptions["params"];
}

function distances(
  own: Float64Array,
  other: Float64Array,
  { sizes, alpha, params }: DistanceOptions,
): Measure[] {
  const worth = {
    reference: Math.max(1, Math.min(own.length, Math.round(sizes.reference))),
    current: Math.max(1, Math.min(other.length, Math.round(sizes.current))),
  };
  const statistic = ksStatistic(own, other);
  const pValue = ksPValue(statistic, worth);
  const { distance, expected } = wasserstein(own, other, { sizes: worth });
  const scale = deviation(own) || 1;
  const isSure = pValue < alpha;
  const threshold = expected / scale + params.minDistance;
  return [
    {
      name: "Wasserstein",
      value: distance / scale,
      expected: expected / scale,
      threshold,
      drifted: isSure && distance / scale > threshold,
    },
    {
      name: "Kolmogorov–Smirnov",
      value: statistic,
      threshold: params.minStatistic,
      pValue,
      drifted: isSure && statistic > params.minStatistic,
    },
  ];
}

function risingValues({ values }: NumberSample): Float64Array {
  return withoutMissing(values).sort();
}

/** Where the ranges that hold as many reference values each end. */
function binEdges(rising: Float64Array, bins: number): Float64Array {
  const edges = Array.from(
    { length: bins - 1 },
    (_, at) => quantile(rising, (at + 1) / bins),
  );
  return Float64Array.from(new Set(edges)).filter((it) => !Number.isNaN(it));
}

/** Range of each value, those that are missing in one of their own. */
function binCodes(values: Float64Array, edges: Float64Array): Int32Array {
  const codes = new Int32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    let bin = 0;
    while (bin < edges.length && value > edges[bin]!) bin++;
    codes[at] = Number.isNaN(value) ? edges.length + 1 : bin;
  }
  return codes;
}

const CURVE_POINTS = 24;

/** Shares of both samples in ranges of one width, where nearly all values lie. */
function curve(own: Float64Array, other: Float64Array) {
  const ends = [own, other].flatMap((it) =>
    it.length === 0 ? [] : [quantile(it, 0.01), quantile(it, 0.95)]
  );
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  if (!(high > low)) return [];
  const width = (high - low) / CURVE_POINTS;
  const shares = [own, other].map((values) => {
    const counts = new Float64Array(CURVE_POINTS);
    for (const value of values) {
      const bin = Math.floor((value - low) / width);
      counts[Math.max(0, Math.min(CURVE_POINTS - 1, bin))]! += 1 /
        values.length;
    }
    return counts;
  });
  return Array.from(shares[0]!, (share, bin) => ({
    label: String(low + (bin + 0.5) * width),
    reference: share,
    current: shares[1]![bin]!,
  }));
}

function quantile(rising: Float64Array, share: number): number {
  return rising[Math.floor(share * (rising.length - 1))] ?? NaN;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum / values.length;
}

function deviation(values: Float64Array): number {
  const center = mean(values);
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at]! - center) ** 2;
  return Math.sqrt(sum / values.length);
}
