import * as Plot from "@observablehq/plot";
import { COLORS } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";

export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface HistogramChartOptions {
  readonly title: string;
  readonly subtitle?: string;
  /** What is counted by, with its unit. */
  readonly x: string;
  readonly y: string;
  /** Whether x is on a logarithmic scale. @default {false} */
  readonly log?: boolean;
}

/** Counts by range. */
export function histogramChart(
  bins: readonly HistogramBin[],
  { title, subtitle, x, y, log = false }: HistogramChartOptions,
): string {
  return plotSvg({
    title,
    subtitle,
    plot: {
      x: { label: x, labelOffset: 38, ...(log ? { type: "log" } : {}) },
      y: { label: y, grid: true, nice: true, ticks: 5, tickFormat: "~s" },
      marks: [
        Plot.rectY(bins, {
          x1: "from",
          x2: "to",
          y: "count",
          fill: COLORS[0]!,
          insetLeft: 1,
        }),
        Plot.ruleY([0]),
      ],
    },
  });
}
