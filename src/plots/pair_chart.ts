import * as Plot from "@observablehq/plot";
import { plotSvg } from "./plot_svg.ts";

/** Two values under one label. */
export interface Pair {
  /** What the two values are of. */
  readonly label: string;
  /** The first one, then the other. */
  readonly values: readonly [number, number];
}

/** Options of {@link pairChart}. */
export interface PairChartOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** What is measured, with its unit. */
  readonly x: string;
  /** What the first and the second value are. */
  readonly series: readonly [string, string];
  /** A d3 format of the axis. @default {",.3~f"} */
  readonly format?: string;
  /** Digits after the point of the numbers beside the bars. @default {none are written} */
  readonly digits?: number;
}

const ROW = 30;
const AROUND = 110;
const LETTER = 7;

/** Horizontal bars side by side, in the order given. */
export function pairChart(
  pairs: readonly Pair[],
  { title, subtitle, x, series, format = ",.3~f", digits }: PairChartOptions,
): string {
  const longest = Math.max(...pairs.map(({ label }) => label.length), 4);
  const bars = pairs.flatMap(({ label, values }) =>
    values.map((value, at) => ({ label, value, name: series[at]! }))
  );
  return plotSvg({
    title,
    subtitle,
    series,
    height: AROUND + pairs.length * ROW,
    plot: {
      marginTop: 8,
      marginLeft: Math.min(220, 24 + longest * LETTER),
      ...(digits === undefined ? {} : { marginRight: 40 }),
      x: { label: x, grid: true, ticks: 5, tickFormat: format, nice: true },
      y: { axis: null, domain: series },
      fy: {
        label: null,
        axis: "left",
        domain: pairs.map((it) => it.label),
        padding: 0.25,
      },
      marks: [
        Plot.barX(bars, {
          x: "value",
          y: "name",
          fy: "label",
          fill: "name",
          rx: 2,
        }),
        ...(digits === undefined ? [] : [Plot.text(bars, {
          x: "value",
          y: "name",
          fy: "label",
          text: ({ value }: { value: number }) => value.toFixed(digits),
          textAnchor: "start",
          dx: 5,
          fontSize: 10,
          fill: "currentColor",
        })]),
        Plot.ruleX([0]),
      ],
    },
  });
}
