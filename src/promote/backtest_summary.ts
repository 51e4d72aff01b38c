import { bootstrapInterval } from "../evaluate/bootstrap.ts";
import {
  pairedBootstrap,
  type PairedDifference,
} from "../evaluate/paired_bootstrap.ts";
import type { Evaluation } from "../evaluate/protocol.ts";
import { targetGains } from "../evaluate/target_gains.ts";

/** What one way of keeping a model fresh came to on a day. */
export type DayRanks = Pick<Evaluation, "ranks" | "sessions">;

/** A way of keeping a model fresh, over all days. */
export interface PolicyResult {
  /** What decides when to train anew. */
  readonly policy: string;
  /** Mean of the metric over all targets, and its interval. */
  readonly value: number;
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** How far it is ahead of the first policy; absent in that one's own row. */
  readonly lead?: PairedDifference;
  /** By day. */
  readonly days: readonly {
    readonly value: number;
    readonly lead?: PairedDifference;
  }[];
}

/** Options of {@link backtestSummary}. */
export interface BacktestSummaryOptions {
  /** A ranking metric: `mrr@20`. */
  readonly metric: string;
  /** Equal seeds give equal results. */
  readonly seed: number;
}

/**
 * Compares ways of keeping a model fresh on the same targets, by the paired
 * bootstrap over sessions: each with the first, over all days and day by day.
 *
 * @param ranks By policy, then by day: the same days and targets for all.
 */
export function backtestSummary(
  ranks: ReadonlyMap<string, readonly DayRanks[]>,
  { metric, seed }: BacktestSummaryOptions,
): PolicyResult[] {
  const [reference] = ranks.values();
  const gains = (days: readonly DayRanks[]) =>
    days.map((day) => targetGains(day.ranks, metric));
  const first = gains(reference!);
  const sessions = reference!.map((day) => day.sessions);
  const all = { sessions: countOn(sessions), seed };
  return [...ranks].map(([policy, days], at) => {
    const own = gains(days);
    const { mean, low, high } = bootstrapInterval(join(own), all);
    return {
      policy,
      value: mean,
      low,
      high,
      ...(at === 0
        ? {}
        : { lead: pairedBootstrap(join(own), join(first), all) }),
      days: own.map((values, day) => ({
        value: values.reduce((a, b) => a + b, 0) / values.length,
        ...(at === 0 ? {} : {
          lead: pairedBootstrap(values, first[day]!, {
            sessions: sessions[day]!,
            seed,
          }),
        }),
      })),
    };
  });
}

function join(days: readonly Float64Array[]): Float64Array {
  return Float64Array.from(days.flatMap((day) => [...day]));
}

/** Numbers the sessions of each day on from those of the day before. */
function countOn(days: readonly Int32Array[]): Int32Array {
  let base = 0;
  return Int32Array.from(days.flatMap((day) => {
    const numbered = [...day].map((session) => base + session);
    base = (numbered.at(-1) ?? base) + 1;
    return numbered;
  }));
}
