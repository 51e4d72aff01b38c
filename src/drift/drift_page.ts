import { escapeText } from "../plots/chart_style.ts";
import { htmlPage } from "../plots/html_page.ts";
import { type Cell, htmlTable } from "../plots/html_table.ts";
import { lineChart } from "../plots/line_chart.ts";
import { pairChart } from "../plots/pair_chart.ts";
import type { Comparison } from "./comparison.ts";
import { driftChart } from "./drift_chart.ts";
import type { DriftReport, SampleSummary } from "./drift_report.ts";
import { verdict } from "./verdict.ts";

/** Categories that a chart shows; the table of measures is of all. */
const SHOWN_BINS = 15;

/**
 * A report of drift as one HTML page that needs nothing else: what has drifted,
 * every measure beside what chance brings and what is drift, and charts.
 */
export function driftPage(report: DriftReport): string {
  const { reference, current, comparisons, alpha } = report;
  const drifted = comparisons.filter((it) => it.drifted);
  const steady = comparisons.filter((it) => !it.drifted);
  const title = `Drift: ${reference.name} and ${current.name}`;
  return htmlPage(
    title,
    `<h1>Drift</h1>
<p class="faint">${escapeText(current.name)} beside ${
      escapeText(reference.name)
    }</p>
<p class="lead">${escapeText(verdict(report))}</p>
${htmlTable([sampleRow("reference", reference), sampleRow("current", current)])}
${absentNote(report)}
<div class="chart">${
      driftChart(report, { title: "How close does each come to drift?" })
    }</div>
${drifted.map(section).join("\n")}
<h2>All measures</h2>
<p>A measure is drift above its threshold, which is more than samples of these
sizes come to by chance and enough to matter. Without any drift, ${
      (100 * alpha).toLocaleString("en")
    } % of such reports would find one at most. Wasserstein is in standard
deviations of the reference, Jensen–Shannon in bits.</p>
${htmlTable(measureRows(comparisons), { maxRows: 500 })}
<h2>What has not drifted</h2>
${
      steady.map((it) =>
        `<details><summary>${escapeText(it.name)}</summary>${
          chart(it)
        }</details>`
      ).join("\n")
    }`,
  );
}

function sampleRow(role: string, it: SampleSummary): Record<string, Cell> {
  const day = (ms: number) =>
    new Date(ms).toISOString().slice(0, 16).replace("T", " ");
  return {
    "": role,
    name: it.name,
    sessions: it.sessions,
    events: it.events,
    from: day(it.fromMs),
    to: day(it.toMs),
  };
}

function absentNote({ absent }: DriftReport): string {
  return absent.length === 0
    ? ""
    : `<p>Not compared, for the current sample lacks them: ${
      escapeText(absent.join(", "))
    }.</p>`;
}

function section(comparison: Comparison): string {
  const { name } = comparison;
  return `<h2>${escapeText(name)}</h2>
${htmlTable(measureRows([comparison]))}
${chart(comparison)}`;
}

function measureRows(
  comparisons: readonly Comparison[],
): Record<string, Cell>[] {
  return comparisons.flatMap(({ name, measures }) =>
    measures.map((it) => ({
      compared: name,
      measure: it.name,
      value: it.value,
      "by chance": it.expected,
      threshold: it.threshold,
      "p-value": pValueText(it.pValue),
      drift: it.drifted ? "drift" : "",
    }))
  );
}

function pValueText(pValue: number | undefined): string | null {
  if (pValue === undefined) return null;
  return pValue < 0.0001 ? "< 0.0001" : pValue.toFixed(4);
}

function chart({ name, kind, bins, summary }: Comparison): string {
  const table = htmlTable(
    Object.entries(summary).map(([what, [reference, current]]) => ({
      "": what,
      reference,
      current,
    })),
  );
  if (bins.length === 0) return table;
  const drawn = kind === "number" ? curves(name, bins) : bars(name, bins);
  return `${table}\n${drawn}`;
}

function curves(name: string, bins: Comparison["bins"]): string {
  const line = (label: "reference" | "current") => ({
    label,
    points: bins.map((it) => ({ x: Number(it.label), y: it[label] })),
  });
  return lineChart([line("reference"), line("current")], {
    title: name,
    subtitle:
      "share of the values in each range; the ends hold what lies beyond",
    x: name,
    y: "share",
  });
}

/** The categories whose shares differ most, in the order of their frequency. */
function bars(name: string, bins: Comparison["bins"]): string {
  const change = (it: Comparison["bins"][number]) =>
    Math.abs(it.current - it.reference);
  const most = new Set(
    [...bins].sort((a, b) => change(b) - change(a)).slice(0, SHOWN_BINS),
  );
  const shown = bins.filter((it) => most.has(it));
  return pairChart(
    shown.map((it) => ({
      label: it.label,
      values: [it.reference, it.current] as const,
    })),
    {
      title: name,
      subtitle: shown.length < bins.length
        ? `the ${shown.length} of ${bins.length} that changed most`
        : "all values",
      x: "share",
      series: ["reference", "current"],
      format: ".0%",
    },
  );
}
