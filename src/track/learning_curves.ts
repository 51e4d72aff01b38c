import type { StoredRun } from "./read_run.ts";

/** One metric of one run, step by step. */
export interface LearningCurve {
  /** The last part of the run's id, which is enough to find it by. */
  readonly label: string;
  /** Step (epoch) and value. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** The curve of a metric in each run that logged it. */
export function learningCurves(
  runs: readonly StoredRun[],
  metric: string,
): LearningCurve[] {
  return runs.map((run) => ({
    label: run.record.id.split("-").at(-1)!,
    points: run.metrics.flatMap(({ step, metrics }) => {
      const y = metrics[metric];
      return y === undefined ? [] : [{ x: step, y }];
    }),
  })).filter((curve) => curve.points.length > 0);
}

/**
 * The metrics worth a plot: the loss, and the validation metric by which the
 * runs chose their best epoch.
 */
export function curveMetrics(runs: readonly StoredRun[]): string[] {
  const chosen = runs.map(({ record }) =>
    `validation.${record.params["evaluate.metric"]}`
  );
  return [...new Set(["loss", ...chosen])].filter((name) =>
    runs.some(({ metrics }) => metrics.some((line) => name in line.metrics))
  );
}
