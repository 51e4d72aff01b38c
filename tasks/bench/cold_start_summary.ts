import {
  pairedBootstrap,
  type PairedDifference,
} from "../../src/evaluate/paired_bootstrap.ts";
import { rankingMetrics } from "../../src/evaluate/ranking.ts";
import { targetGains } from "../../src/evaluate/target_gains.ts";
import type { ColdStartRanks, ColdStartRun } from "./cold_start_run.ts";
import { type Quality, qualityOf } from "./quality_of.ts";

/** What all seeds together have shown. */
export interface ColdStartSummary {
  /** Items hidden, over all seeds. */
  readonly hidden: number;
  /** What was to be predicted of them. */
  readonly targets: number;
  /** Means and deviations over seeds: among all items, among the hidden ones. */
  readonly recommenders: Readonly<
    Record<string, Readonly<Record<keyof ColdStartRanks, Quality>>>
  >;
  /** How far the model is ahead in the second metric. */
  readonly differences: Readonly<
    Record<string, Readonly<Record<keyof ColdStartRanks, PairedDifference>>>
  >;
  readonly runs: readonly {
    readonly seed: number;
    readonly id: string;
    /** On the whole test split. */
    readonly metrics: Readonly<Record<string, number>>;
  }[];
}

const MODEL = "gru";

/**
 * Sums seeds up: means, and paired bootstraps over the sessions of all of them.
 *
 * @param metrics The second one is tested.
 */
export function summarizeColdStart(
  runs: readonly ColdStartRun[],
  metrics: readonly [string, string],
): ColdStartSummary {
  const names = Object.keys(runs[0]!.recommenders);
  const cutoffs = [...new Set(metrics.map((it) => Number(it.split("@")[1])))];
  const both = <T>(of: (among: keyof ColdStartRanks) => T) => ({
    all: of("all"),
    hidden: of("hidden"),
  });
  const quality = (name: string) =>
    both((among) =>
      qualityOf(
        runs.map((run) =>
          rankingMetrics(run.recommenders[name]![among], cutoffs)
        ),
      )
    );
  const difference = (name: string) =>
    both((among) => {
      const gains = (recommender: string) =>
        targetGains(
          joined(runs.map((run) => run.recommenders[recommender]![among])),
          metrics[1],
        );
      const sessions = joinedSessions(runs);
      return pairedBootstrap(gains(MODEL), gains(name), { sessions, seed: 1 });
    });
  const byName = <T>(names: readonly string[], of: (name: string) => T) =>
    Object.fromEntries(names.map((name) => [name, of(name)]));
  return {
    hidden: runs.reduce((sum, run) => sum + run.hidden, 0),
    targets: runs.reduce((sum, run) => sum + run.sessions.length, 0),
    recommenders: byName(names, quality),
    differences: byName(names.filter((name) => name !== MODEL), difference),
    runs: runs.map(({ seed, id, metrics }) => ({ seed, id, metrics })),
  };
}

function joined(parts: readonly Int32Array[]): Int32Array {
  return Int32Array.from(parts.flatMap((part) => [...part]));
}

/** Sessions of different seeds are different ones. */
function joinedSessions(runs: readonly ColdStartRun[]): Int32Array {
  let first = 0;
  return joined(runs.map(({ sessions }) => {
    const own = sessions.map((session) => first + session);
    first += sessions.length;
    return own;
  }));
}
