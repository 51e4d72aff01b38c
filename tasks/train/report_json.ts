import type { Evaluation } from "../../src/evaluate/protocol.ts";
import type { SplitPeriod } from "../../src/prepare/split_period.ts";
import type { Report } from "./evaluate_beside_baselines.ts";

/** Metrics of a report as `--json` prints them. */
export function reportJson({ model, baselines, blendWeight }: Report) {
  return {
    metrics: model.metrics,
    baselines: Object.fromEntries(
      baselines.map((it) => [it.name, it.metrics]),
    ),
    ...(blendWeight === undefined ? {} : { blendWeight }),
  };
}

/**
 * Everything that metrics.json of a run keeps, slices and what the model has
 * learned from included.
 */
export function metricsFile(report: Report, learned: SplitPeriod): string {
  const { model, baselines, blendWeight, comparison } = report;
  const entry = ({ name, metrics, slices, targets }: Evaluation) => ({
    name,
    targets,
    metrics,
    slices,
  });
  const content = {
    model: entry(model),
    baselines: baselines.map(entry),
    blendWeight,
    learned,
    comparison: {
      metric: comparison.metric,
      interval: comparison.interval,
      leads: Object.fromEntries(
        comparison.rows.flatMap(({ name, lead }) =>
          lead === undefined ? [] : [[name, lead]]
        ),
      ),
    },
  };
  return JSON.stringify(content, null, 2) + "\n";
}

/** Flat summary of a run: the model's metrics, then `baseline.metric`. */
export function reportSummary(report: Report): Record<string, number> {
  const summary: Record<string, number> = { ...report.model.metrics };
  for (const { name, metrics } of report.baselines) {
    for (const [metric, value] of Object.entries(metrics)) {
      summary[`${name}.${metric}`] = value;
    }
  }
  return summary;
}
