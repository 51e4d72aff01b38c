import { kolmogorovLimit } from "./kolmogorov_limit.ts";

/** Up to so many pairs of values, paths are counted: some ten milliseconds. */
const EXACT_PAIRS = 1e7;

/** Sizes of the two samples. */
export interface KsSizes {
  /** Values of the reference, whole. */
  readonly reference: number;
  /** Values of the current sample, whole. */
  readonly current: number;
  /**
   * How it is computed.
   *
   * @default {exact where there are at most ten million pairs of values}
   */
  readonly method?: "exact" | "asymptotic" | undefined;
}

/**
 * Two-sided p-value of {@link ksStatistic}: how likely a distance of at least
 * this is where both samples are of one distribution without ties. With ties it
 * is too large, never too small.
 *
 * Asymptotic as scipy's `ks_2samp(method="asymp")`: the distribution of one
 * sample of size nm / (n + m).
 */
export function ksPValue(
  statistic: number,
  { reference: n, current: m, method }: KsSizes,
): number {
  if (statistic <= 0) return 1;
  const exact = method === undefined
    ? n * m <= EXACT_PAIRS
    : method === "exact";
  if (exact) return exactPValue(statistic, n, m);
  return kolmogorovLimit(statistic, Math.round(n * m / (n + m)));
}

/**
 * The share of all orders of the n + m values whose distance reaches the
 * statistic: paths through a lattice, counted row by row (Kim and Jennrich,
 * "Tables of the exact sampling distribution of the two-sample
 * Kolmogorov–Smirnov criterion", 1973). Each row is scaled by i / (i + m), so
 * that the last number is a probability.
 */
function exactPValue(statistic: number, n: number, m: number): number {
  // Distances are multiples of 1 / nm: half a step keeps rounding out of it.
  const reach = (Math.round(statistic * n * m) - 0.5) / (n * m);
  const below = new Float64Array(m + 1);
  for (let j = 0; j <= m; j++) below[j] = j / m > reach ? 0 : 1;
  for (let i = 1; i <= n; i++) {
    const scale = i / (i + m);
    below[0] = i / n > reach ? 0 : below[0]! * scale;
    for (let j = 1; j <= m; j++) {
      below[j] = Math.abs(i / n - j / m) > reach
        ? 0
        : below[j]! * scale + below[j - 1]!;
    }
  }
  return Math.min(1, Math.max(0, 1 - below[m]!));
}
