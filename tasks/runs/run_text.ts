import { type Cell, type Column, table } from "../../src/terminal/table.ts";
import { summaryByModel } from "../../src/track/compare_runs.ts";
import type { StoredRun } from "../../src/track/read_run.ts";
import type { RunRecord } from "../../src/track/run_record.ts";
import { formatMetric, type Results, resultTable } from "./result_table.ts";

/**
 * One run: where and when, parameters, epochs, results.
 *
 * @param options.url Where MLflow shows it.
 */
export function runText(
  run: StoredRun,
  { color, url }: { color: boolean; url?: string | undefined },
): string {
  const { record } = run;
  const facts = factsOf(record);
  if (url !== undefined) facts.push(["MLflow", url]);
  const blocks = [
    table(["run", record.id], facts),
    table(["parameter", "value"], rowsOf(record.params)),
  ];
  if (run.metrics.length > 0) blocks.push(epochTable(run));
  if (Object.keys(record.summary).length > 0) {
    blocks.push(resultTable(resultsOf(record), { color }));
  }
  return blocks.join("\n\n");
}

function factsOf(record: RunRecord): Cell[][] {
  const { startedAtMs, endedAtMs } = record;
  const seconds = endedAtMs === null
    ? null
    : `${((endedAtMs - startedAtMs) / 1000).toFixed(1)} s`;
  return [
    ["preset", record.experiment],
    ["status", record.status],
    ["started", new Date(startedAtMs).toISOString()],
    ["took", seconds],
    ...rowsOf(record.environment),
  ];
}

function rowsOf(values: Readonly<Record<string, unknown>>): Cell[][] {
  return Object.entries(values).map((
    [name, value],
  ) => [name, value === null ? null : String(value)]);
}

function epochTable({ record, metrics }: StoredRun): string {
  const names = [
    ...new Set(metrics.flatMap((line) => Object.keys(line.metrics))),
  ].filter((name) => isShownByEpoch(name, record));
  return table(
    [
      { header: "epoch", align: "right" },
      ...names.map((header): Column => ({
        header,
        align: "right",
        format: formatMetric,
      })),
    ],
    metrics.map((
      line,
    ) => [line.step, ...names.map((name) => line.metrics[name])]),
  );
}

/**
 * With four metrics at four cut-offs an epoch would be wider than any terminal:
 * shown are recall and MRR at the last cut-off and what chose the best epoch.
 */
function isShownByEpoch(name: string, { params }: RunRecord): boolean {
  const last = String(params["evaluate.cutoffs"] ?? "").split(",").at(-1);
  return !name.includes("@") || [
    `validation.${params["evaluate.metric"]}`,
    `validation.recall@${last}`,
    `validation.mrr@${last}`,
  ].includes(name);
}

function resultsOf(record: RunRecord): Results[] {
  const { model, baselines } = summaryByModel(record);
  return [
    { name: "model", metrics: model },
    ...Object.entries(baselines).map(([name, metrics]) => ({ name, metrics })),
  ];
}
