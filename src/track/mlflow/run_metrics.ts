import { summaryByModel } from "../compare_runs.ts";
import type { MetricsLine, RunRecord } from "../run_record.ts";
import { datasetInput } from "./describe_run.ts";
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
 * names the model and its data, so that MLflow shows it with the model too.
 * Baselines go below `vs`: MLflow orders charts by name, and those of the
 * epochs come first.
 */
export function metricsOfSummary(
  record: RunRecord,
  options: { step: number; model?: string | undefined },
): MetricValue[] {
  const own = summaryByModel(record).model;
  const place = { timestamp: record.endedAtMs ?? 0, step: options.step };
  return Object.entries(record.summary).map(([name, value]) =>
    Object.hasOwn(own, name)
      ? { ...metric(name, value, place), ...measured(record, options.model) }
      : metric(`vs.${name}`, value, place)
  );
}

function measured(
  { datasets = [] }: RunRecord,
  model: string | undefined,
): Partial<MetricValue> {
  if (model === undefined) return {};
  const [data] = datasets.map(datasetInput);
  return {
    model_id: model,
    ...(data === undefined ? {} : {
      dataset_name: data.dataset.name,
      dataset_digest: data.dataset.digest,
    }),
  };
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
