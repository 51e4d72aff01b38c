import type { DriftReport } from "../../src/drift/drift_report.ts";
import { verdict } from "../../src/drift/verdict.ts";
import { table } from "../../src/terminal/table.ts";

/** A report as lines for a terminal: each comparison by its telling measure. */
export function driftText(
  report: DriftReport,
  { color }: { readonly color: boolean },
): string {
  const rows = report.comparisons.flatMap(({ name, measures, drifted }) => {
    // What has drifted, else what came closest to it.
    const shown = drifted
      ? measures.filter((it) => it.drifted)
      : [measures.reduce((a, b) => nearness(b) > nearness(a) ? b : a)];
    return shown.map((it) => [
      name,
      it.name,
      it.value,
      it.expected,
      it.threshold,
      drifted ? "drift" : "",
    ]);
  });
  return `${
    table(
      ["compared", "measure", "value", "by chance", "threshold", ""],
      rows,
      { color, isBold: (row) => rows[row]!.at(-1) === "drift" },
    )
  }\n\n${verdict(report)}`;
}

function nearness(
  { value, threshold }: { value: number; threshold: number },
): number {
  return value / threshold;
}
