import { sparkline } from "../../src/terminal/sparkline.ts";
import { type Cell, table } from "../../src/terminal/table.ts";
import { bestBaseline, summaryByModel } from "../../src/track/compare_runs.ts";
import { learningCurves } from "../../src/track/learning_curves.ts";
import type { StoredRun } from "../../src/track/read_run.ts";
import { formatMetric } from "./result_table.ts";

export interface ListTextOptions {
  readonly color: boolean;
  /** The present, in ms since the epoch: ages are reckoned from it. */
  readonly nowMs: number;
}

/** The table of runs that `deno task runs` prints, a line each. */
export function listText(
  runs: readonly StoredRun[],
  { color, nowMs }: ListTextOptions,
): string {
  return table(
    [
      "run",
      "preset",
      "status",
      { header: "epochs", align: "right" },
      "loss",
      { header: "recall@20", align: "right" },
      { header: "mrr@20", align: "right" },
      "best baseline (mrr@20)",
      { header: "events/s", align: "right", format: formatMetric },
      { header: "age", align: "right" },
    ],
    runs.map((run) => rowOf(run, nowMs)),
    { color },
  );
}

function rowOf(run: StoredRun, nowMs: number): Cell[] {
  const { record, metrics } = run;
  const { model } = summaryByModel(record);
  const baseline = bestBaseline(record, "mrr@20");
  const loss = learningCurves([run], "loss")[0]?.points ?? [];
  return [
    record.id,
    record.experiment.replace(/^.*\//, "").replace(/\.json$/, ""),
    record.status,
    metrics.length,
    sparkline(loss.map((point) => point.y)),
    model["recall@20"],
    model["mrr@20"],
    baseline && `${baseline.name} ${baseline.value.toFixed(4)}`,
    model.eventsPerSecond,
    age(nowMs - record.startedAtMs),
  ];
}

/** A span of time in its largest unit: `12 s`, `3 min`, `2 h`, `5 d`. */
function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
