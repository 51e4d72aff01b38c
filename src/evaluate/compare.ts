import { bootstrapInterval } from "./bootstrap.ts";
import { pairedBootstrap, type PairedDifference } from "./paired_bootstrap.ts";
import type { Evaluation } from "./protocol.ts";
import { targetGains } from "./target_gains.ts";

/** Options of {@link compare}. */
export interface CompareOptions {
  /** Metrics to show, in order. @default all of the model */
  readonly metrics?: readonly string[];
  /** The ranking metric whose difference is tested: `mrr@20`. */
  readonly metric: string;
  /** Equal seeds give equal results. */
  readonly seed: number;
}

/** One recommender's line of a comparison. */
export interface ComparisonRow {
  /** The recommender's name. */
  readonly name: string;
  /** Values in the order of {@link Comparison.metrics}. */
  readonly values: readonly number[];
  /** Events predicted per second. */
  readonly eventsPerSecond: number;
  /** How far the model is ahead of this one; absent in the model's own row. */
  readonly lead?: PairedDifference;
}

/** A model beside its baselines, on the same targets, ready to print. */
export interface Comparison {
  /** Names of the metrics, in the order of the rows' values. */
  readonly metrics: readonly string[];
  /** The metric whose differences are tested. */
  readonly metric: string;
  /** 95 % interval of the model's own metric. */
  readonly interval: { readonly low: number; readonly high: number };
  /** The model first, then the baselines as they came. */
  readonly rows: readonly ComparisonRow[];
}

/** Sets a model's evaluation beside those of baselines on the same split. */
export function compare(
  model: Evaluation,
  baselines: readonly Evaluation[],
  options: CompareOptions,
): Comparison {
  const { metrics = Object.keys(model.metrics), metric, seed } = options;
  const row = ({ name, metrics: values, eventsPerSecond }: Evaluation) => ({
    name,
    values: metrics.map((it) => values[it] ?? NaN),
    eventsPerSecond,
  });
  const gains = targetGains(model.ranks, metric);
  const drawn = { sessions: model.sessions, seed };
  const { low, high } = bootstrapInterval(gains, drawn);
  const baselineRows = baselines.map((baseline) => ({
    ...row(baseline),
    lead: pairedBootstrap(gains, targetGains(baseline.ranks, metric), drawn),
  }));
  return {
    metrics,
    metric,
    interval: { low, high },
    rows: [row(model), ...baselineRows],
  };
}
