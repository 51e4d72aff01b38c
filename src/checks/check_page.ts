import { escapeText } from "../plots/chart_style.ts";
import { htmlPage } from "../plots/html_page.ts";
import { type Cell, htmlTable } from "../plots/html_table.ts";
import type { Anomaly, CheckReport } from "./check_log.ts";
import { checkVerdict } from "./check_verdict.ts";

/** What is wrong with a log as one HTML page that needs nothing else. */
export function checkPage(report: CheckReport): string {
  const { name, rows, anomalies } = report;
  return htmlPage(
    `Check of ${name}`,
    `<h1>Check</h1>
<p class="faint">${escapeText(name)}, ${rows.toLocaleString("en")} rows</p>
<p class="lead">${escapeText(checkVerdict(report))}</p>
${
      anomalies.length === 0
        ? ""
        : htmlTable(anomalies.map(anomalyRow), { maxRows: 500 })
    }
${anomalies.map(section).join("\n")}`,
  );
}

function anomalyRow(
  { severity, rule, column, rows }: Anomaly,
): Record<string, Cell> {
  return { severity, rule, column, rows };
}

function section(
  { rule, column, rows, found, wanted, examples }: Anomaly,
): string {
  const where = column === undefined ? "" : ` in ${escapeText(column)}`;
  const shown = examples.map(({ row, value }) => ({
    row: `${row}`,
    value: value === "" ? null : value,
  }));
  return `<h2>${rule}${where}</h2>
<p>Found: ${escapeText(found)}.<br>Wanted: ${escapeText(wanted)}.</p>
${
    shown.length === 0 ? "" : `${htmlTable(shown)}
<p class="faint">${shown.length} of ${rows?.toLocaleString("en")} rows</p>`
  }`;
}
