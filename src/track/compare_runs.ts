import type { StoredRun } from "./read_run.ts";
import type { RunRecord } from "./run_record.ts";
import type { Scalar } from "./tracker.ts";

/** A named value in each of several runs; undefined where a run lacks it. */
export interface DifferingValue {
  /** The parameter, or what of the environment. */
  readonly name: string;
  /** One for each run. */
  readonly values: readonly (Scalar | undefined)[];
}

/** What is not alike in all runs, in the runs' own order. */
export function differingValues(
  runs: readonly StoredRun[],
  of: "params" | "environment",
): DifferingValue[] {
  const records = runs.map((run) => run.record[of]);
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  return [...names]
    .map((name) => ({ name, values: records.map((record) => record[name]) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

/** Metrics of the trained model, and of each baseline that ran beside it. */
export interface SummaryByModel {
  /** The model's metrics. */
  readonly model: Readonly<Record<string, number>>;
  /** The baselines' metrics, by name. */
  readonly baselines: Readonly<
    Record<string, Readonly<Record<string, number>>>
  >;
}

/**
 * Takes a summary apart: `markov.mrr@20` is Markov's, where the parameter
 * `evaluate.baselines` names it; `mrr@20` and `cart.mrr@20` are the model's.
 */
export function summaryByModel(record: RunRecord): SummaryByModel {
  const names = String(record.params["evaluate.baselines"] ?? "").split(",");
  const model: Record<string, number> = {};
  const baselines: Record<string, Record<string, number>> = {};
  for (const [key, value] of Object.entries(record.summary)) {
    const name = names.find((one) => one !== "" && key.startsWith(`${one}.`));
    if (name === undefined) model[key] = value;
    else (baselines[name] ??= {})[key.slice(name.length + 1)] = value;
  }
  return { model, baselines };
}

/** The baseline with the highest value of a metric. */
export function bestBaseline(
  record: RunRecord,
  metric: string,
): { name: string; value: number } | undefined {
  return Object.entries(summaryByModel(record).baselines)
    .flatMap(([name, metrics]) => {
      const value = metrics[metric];
      return value === undefined ? [] : [{ name, value }];
    })
    .sort((a, b) => b.value - a.value)[0];
}
