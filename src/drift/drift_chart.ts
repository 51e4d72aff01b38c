import { barChart } from "../plots/bar_chart.ts";
import type { Comparison } from "./comparison.ts";
import type { DriftReport } from "./drift_report.ts";
import { verdict } from "./verdict.ts";

/** Thresholds that a bar shows at most: beside a longer one the others vanish. */
const LONGEST = 4;

/**
 * How far each comparison of a report is from what would be drift, as SVG.
 *
 * @param options.title @default {what the report says}
 */
export function driftChart(
  report: DriftReport,
  { title = verdict(report) }: { readonly title?: string } = {},
): string {
  const bars = report.comparisons.map((it) => ({
    label: it.name,
    value: nearness(it),
    marked: it.drifted,
  }));
  return barChart(bars.sort((a, b) => b.value - a.value), {
    title,
    subtitle:
      "the strongest measure of each comparison beside its threshold; grey: no drift",
    x: "measure / threshold",
    digits: 2,
    reference: { x: 1, label: "threshold" },
    limit: LONGEST,
  });
}

/** 1 at the threshold of the measure that says most. */
function nearness({ measures, drifted }: Comparison): number {
  const telling = drifted ? measures.filter((it) => it.drifted) : measures;
  return Math.max(
    ...telling.map(({ value, threshold }) => value / threshold),
  );
}
