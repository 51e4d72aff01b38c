import { summaryByModel } from "../compare_runs.ts";
import type { MetricsLine, RunRecord } from "../run_record.ts";
import { metricName } from "./mlflow_name.ts";
import type { MetricValue } from "./requests.ts";

/**
 * The metrics of lines from a number on. A step that is logged again with the
 * same value, as a resumed run does, is told once.
 */
export function metricsOfLines(
  lines: readonly MetricsLine[],
  from: number,
): MetricValue[] {
  const known = new Map<string, number>();
  return lines.flatMap(({ step, timeMs, metrics }, at) =>
    Object.entries(metrics).flatMap(([name, value]) => {
      const key = `${step} ${name}`;
      const repeated = known.has(key) && Object.is(known.get(key), value);
      known.set(key, value);
      if (repeated || at < from) return [];
      return [metric(name, value, { timestamp: timeMs, step })];
    })
  );
}

/**
 * What a run's end tells, at its last step. What the model itself has reached
 * names the model, so that MLflow shows it with the model too.
 */
export function metricsOfSummary(
  record: RunRecord,
  options: { step: number; model?: string | undefined },
): MetricValue[] {
  const own = summaryByModel(record).model;
  const place = { timestamp: record.endedAtMs ?? 0, step: options.step };
  return Object.entries(record.summary).map(([name, value]) => ({
    ...metric(name, value, place),
    ...(options.model === undefined || !Object.hasOwn(own, name)
      ? {}
      : { model_id: options.model }),
  }));
}

function metric(
  name: string,
  value: number,
  place: { timestamp: number; step: number },
): MetricValue {
  const spelled = Number.isFinite(value)
    ? value
    : String(value) as "NaN" | "Infinity" | "-Infinity";
  return { key: metricName(name), value: spelled, ...place };
}
