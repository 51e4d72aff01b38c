import { summaryByModel } from "../compare_runs.ts";
import type { RunRecord } from "../run_record.ts";

const SHOWN = ["recall", "mrr", "ndcg", "coverage"];

/**
 * What MLflow shows above a run, in Markdown: the results of the model beside
 * those of the baselines, at the last cut-off. Empty where there are none.
 */
export function runNote(record: RunRecord): string {
  const { model, baselines } = summaryByModel(record);
  const cutoffs = Object.keys(model).map((name) => Number(name.split("@")[1]));
  const last = Math.max(...cutoffs.filter((it) => it > 0));
  const names = SHOWN.map((name) => `${name}@${last}`)
    .filter((name) => name in model);
  if (names.length === 0) return "";
  const row = (label: string, metrics: Readonly<Record<string, number>>) =>
    `| ${label} | ${
      names.map((name) => metrics[name]?.toFixed(4) ?? "").join(" | ")
    } |`;
  return [
    `Test split of ${record.experiment}:`,
    "",
    `| | ${names.join(" | ")} |`,
    `| --- |${" ---: |".repeat(names.length)}`,
    row("**model**", model),
    ...Object.entries(baselines).map(([name, metrics]) => row(name, metrics)),
  ].join("\n");
}
