import { bootstrapInterval, type BootstrapOptions } from "./bootstrap.ts";

/** How far one recommender is ahead of another on the same targets. */
export interface PairedDifference {
  /** Mean of the first less mean of the second. */
  readonly difference: number;
  /** Ends of the interval of the difference. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /**
   * Two-sided p-value: how often a difference as far from 0 would come about if
   * there were none, at least 2 / (samples + 1).
   */
  readonly pValue: number;
}

/**
 * Paired bootstrap of the difference of two means: both recommenders meet the
 * same resampled sessions, so that what makes a session easy or hard cancels.
 *
 * @param first Gain of each target under the first recommender: `[N]`.
 * @param second The same targets under the second: `[N]`.
 * @throws {RangeError} where the two do not have the same length.
 */
export function pairedBootstrap(
  first: Float64Array,
  second: Float64Array,
  options: BootstrapOptions,
): PairedDifference {
  if (first.length !== second.length) {
    throw new RangeError(
      `Cannot compare: the same targets are wanted, current lengths are ${first.length} and ${second.length}`,
    );
  }
  const differences = first.map((gain, n) => gain - second[n]!);
  const { mean, low, high, resampled } = bootstrapInterval(
    differences,
    options,
  );
  const notAbove = resampled.filter((it) => it <= 0).length;
  const notBelow = resampled.filter((it) => it >= 0).length;
  const tail = (Math.min(notAbove, notBelow) + 1) / (resampled.length + 1);
  return { difference: mean, low, high, pValue: Math.min(1, 2 * tail) };
}
