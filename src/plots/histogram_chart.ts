import * as Plot from "@observablehq/plot";
import { COLORS } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";
import { type Reference, referenceMarks } from "./reference_marks.ts";

/** How many values lie in a range. */
export interface HistogramBin {
  /** Where it begins. */
  readonly from: number;
  /** Where it ends. */
  readonly to: number;
  /** How many lie in it. */
  readonly count: number;
  /** What its colour says. */
  readonly group?: string;
}

/** What a histogram is called, and what it counts. */
export interface HistogramChartOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** What is counted by, with its unit. */
  readonly x: string;
  /** What is counted. */
  readonly y: string;
  /** Whether x is on a logarithmic scale. @default {false} */
  readonly log?: boolean;
  /** Whether x are times in ms since the epoch. @default {false} */
  readonly time?: boolean;
  /** A line across it. */
  readonly reference?: Reference;
}

/** Counts by range; those of several groups stand on each other. */
export function histogramChart(
  bins: readonly HistogramBin[],
  { title, subtitle, x, y, log = false, time = false, reference }:
    HistogramChartOptions,
): string {
  const place = (value: number) => time ? new Date(value) : value;
  const bars = bins.map(({ from, to, count, group }) => ({
    from: place(from),
    to: place(to),
    count,
    group: group ?? "",
  }));
  const groups = [...new Set(bars.map(({ group }) => group))];
  return plotSvg({
    title,
    subtitle,
    series: groups.length > 1 ? groups : undefined,
    plot: {
      x: {
        label: x,
        labelOffset: 38,
        ...(log ? { type: "log", ticks: 6, tickFormat: "~s" } : {}),
        ...(time ? { type: "utc" } : {}),
      },
      y: {
        label: y,
        grid: true,
        nice: true,
        ticks: 5,
        // No "0.5k" and no "1m": counts are whole.
        tickFormat: (count: number) => count.toLocaleString("en"),
      },
      color: { range: [COLORS[0]!] },
      marks: [
        Plot.rectY(bars, {
          x1: "from",
          x2: "to",
          y: "count",
          fill: "group",
          order: groups,
          insetLeft: 1,
        }),
        Plot.ruleY([0]),
        ...referenceMarks(reference),
      ],
    },
  });
}
