import { seededPrng } from "../random.ts";

/** Options of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  /** Session of each value, equal ones side by side: `[N]`. */
  readonly sessions: Int32Array;
  /** Equal seeds give equal results. */
  readonly seed: number;
  /** How many times the sessions are drawn anew. @default {1000} */
  readonly samples?: number;
  /** Share of the resampled means that the interval holds. @default {0.95} */
  readonly confidence?: number;
}

/** A mean and the interval in which it would fall with other sessions. */
export interface BootstrapInterval {
  /** Mean of the values as they are. */
  readonly mean: number;
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** Means of the resamples, rising: `[samples]`. */
  readonly resampled: Float64Array;
}

/**
 * Percentile bootstrap interval of a mean (Efron and Tibshirani, "An
 * introduction to the bootstrap", 1993, chapter 13). Whole sessions are drawn
 * with replacement, since the targets of one session are not independent.
 *
 * @param values One number for each target, as `targetGains()` gives them: `[N]`.
 */
export function bootstrapInterval(
  values: Float64Array,
  options: BootstrapOptions,
): BootstrapInterval {
  const { sessions, seed, samples = 1000, confidence = 0.95 } = options;
  const { sums, counts } = sumBySession(values, sessions);
  const prng = seededPrng(seed);
  const resampled = new Float64Array(samples).map(() => {
    let sum = 0;
    let count = 0;
    for (let draw = 0; draw < sums.length; draw++) {
      const session = Math.floor(prng() * sums.length);
      sum += sums[session]!;
      count += counts[session]!;
    }
    return sum / count;
  }).sort();
  return {
    mean: values.reduce((a, b) => a + b, 0) / values.length,
    low: quantile(resampled, (1 - confidence) / 2),
    high: quantile(resampled, (1 + confidence) / 2),
    resampled,
  };
}

function sumBySession(values: Float64Array, sessions: Int32Array) {
  const sums: number[] = [];
  const counts: number[] = [];
  for (let n = 0; n < values.length; n++) {
    if (n === 0 || sessions[n] !== sessions[n - 1]) {
      sums.push(0);
      counts.push(0);
    }
    sums[sums.length - 1]! += values[n]!;
    counts[counts.length - 1]!++;
  }
  return {
    sums: Float64Array.from(sums),
    counts: Int32Array.from(counts),
  };
}

/** Quantile of rising values, linear between neighbours. */
function quantile(values: Float64Array, share: number): number {
  const position = share * (values.length - 1);
  const below = values[Math.floor(position)]!;
  const above = values[Math.ceil(position)]!;
  return below + (above - below) * (position % 1);
}
