import type { CheckReport } from "../../src/checks/check_log.ts";
import { checkVerdict } from "../../src/checks/check_verdict.ts";
import { table } from "../../src/terminal/table.ts";

/** What is wrong with a log as lines for a terminal. */
export function checkText(
  report: CheckReport,
  { color }: { readonly color: boolean },
): string {
  const { anomalies } = report;
  if (anomalies.length === 0) return checkVerdict(report);
  const rows = anomalies.map((it) => [
    it.severity,
    it.rule,
    it.column,
    it.rows,
    it.found,
    it.wanted,
    it.examples.map(({ row, value }) =>
      value === "" ? `${row}` : `${row}: ${value}`
    )
      .join(", "),
  ]);
  return `${
    table(
      ["", "what", "column", "rows", "found", "wanted", "row: value"],
      rows,
      { color, isBold: (row) => rows[row]![0] === "error" },
    )
  }\n\n${checkVerdict(report)}`;
}
