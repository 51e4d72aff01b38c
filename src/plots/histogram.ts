import type { HistogramBin } from "./histogram_chart.ts";

/** Options of {@link histogram}. */
export interface HistogramOptions {
  /** How many ranges there are. @default {30} */
  readonly bins?: number;
  /** Whether each range is a like multiple of the one before; values are > 0. */
  readonly log?: boolean;
  /** Start of the first range and end of the last. @default {those of the values} */
  readonly range?: readonly [number, number] | undefined;
}

/**
 * Counts values by ranges that are alike. The first and last one also hold what
 * lies outside.
 */
export function histogram(
  values: ArrayLike<number>,
  { bins = 30, log = false, range = rangeOf(values) }: HistogramOptions = {},
): HistogramBin[] {
  if (values.length === 0) return [];
  const place = log ? Math.log : (value: number) => value;
  const back = log ? Math.exp : (value: number) => value;
  const [low, high] = range.map(place) as [number, number];
  const step = (high - low) / bins || 1;
  const counts = new Array<number>(bins).fill(0);
  for (let n = 0; n < values.length; n++) {
    const at = Math.floor((place(values[n]!) - low) / step);
    counts[Math.max(0, Math.min(bins - 1, at))]!++;
  }
  return counts.map((count, at) => ({
    from: back(low + at * step),
    to: back(low + (at + 1) * step),
    count,
  }));
}

/** A loop, for arguments of a function are not that many. */
function rangeOf(values: ArrayLike<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let n = 0; n < values.length; n++) {
    low = Math.min(low, values[n]!);
    high = Math.max(high, values[n]!);
  }
  return [low, high];
}
