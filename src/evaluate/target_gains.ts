import { InputError } from "../errors.ts";
import { GAINS } from "./ranking.ts";

/**
 * What each target adds to a ranking metric: the numbers whose mean is the
 * metric, for intervals and comparisons.
 *
 * @param ranks Rank of each target: `[N]`.
 * @param metric Name and cut-off: `mrr@20`.
 * @returns Gain of each target: `[N]`.
 * @throws {InputError} where there is no such metric.
 */
export function targetGains(ranks: Int32Array, metric: string): Float64Array {
  const [name = "", cutoff = ""] = metric.split("@");
  if (!Object.hasOwn(GAINS, name) || !/^[1-9][0-9]*$/.test(cutoff)) {
    const names = Object.keys(GAINS).map((it) => `${it}@k`).join(", ");
    throw new InputError(
      `Unknown metric "${metric}": one of ${names} is wanted`,
    );
  }
  const gain = GAINS[name as keyof typeof GAINS];
  const k = Number(cutoff);
  return Float64Array.from(ranks, (rank) => rank <= k ? gain(rank) : 0);
}
