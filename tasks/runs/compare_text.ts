import { type Cell, table } from "../../src/terminal/table.ts";
import {
  differingValues,
  summaryByModel,
} from "../../src/track/compare_runs.ts";
import type { StoredRun } from "../../src/track/read_run.ts";
import { resultTable } from "./result_table.ts";

/**
 * Several runs side by side: what differs in parameters and environment, and
 * the results, the best of each row in bold.
 */
export function compareText(
  runs: readonly StoredRun[],
  { color }: { color: boolean },
): string {
  const settings: Cell[][] = [
    ["preset", ...runs.map(({ record }) => record.experiment)],
    ["status", ...runs.map(({ record }) => record.status)],
    ...(["params", "environment"] as const).flatMap((of) =>
      differingValues(runs, of).map(({ name, values }) => [
        name,
        ...values.map((value) => value === undefined ? null : String(value)),
      ])
    ),
  ];
  const ids = runs.map(({ record }) => record.id);
  const columns = ids.map((header) => ({ header, align: "right" as const }));
  const results = runs.map(({ record }) => ({
    name: record.id,
    metrics: summaryByModel(record).model,
  }));
  const blocks = [
    table(["what differs", ...columns], settings),
    resultTable(results, { color }),
  ];
  if (differ(runs, "data.digest")) {
    blocks.push("note: the runs were trained on different data");
  }
  return blocks.join("\n\n");
}

function differ(runs: readonly StoredRun[], name: string): boolean {
  const values = runs.map(({ record }) => record.environment[name]);
  return values.some((value) => value !== values[0]);
}
