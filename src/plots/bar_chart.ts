import * as Plot from "@observablehq/plot";
import { COLORS } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Ends of an interval about the value. */
  readonly interval?: readonly [number, number] | undefined;
  /** Whether the bar is the one that the chart is about. */
  readonly marked?: boolean;
}

export interface BarChartOptions {
  readonly title: string;
  readonly subtitle?: string;
  /** What is measured, with its unit. */
  readonly x: string;
  /** A d3 format of the numbers. @default {",.3~f"} */
  readonly format?: string;
}

const ROW = 30;
const AROUND = 110;
const LETTER = 7;

/** Horizontal bars, in the order given, each with its number. */
export function barChart(
  bars: readonly Bar[],
  { title, subtitle, x, format = ",.3~f" }: BarChartOptions,
): string {
  const longest = Math.max(...bars.map(({ label }) => label.length), 4);
  const ranges = bars.flatMap(({ label, interval }) =>
    interval === undefined
      ? []
      : [{ label, from: interval[0], to: interval[1] }]
  );
  return plotSvg({
    title,
    subtitle,
    height: AROUND + bars.length * ROW,
    plot: {
      marginLeft: Math.min(220, 24 + longest * LETTER),
      marginRight: 64,
      x: { label: x, grid: true, ticks: 5, tickFormat: format, nice: true },
      y: { label: null, domain: bars.map((it) => it.label), padding: 0.25 },
      marks: [
        Plot.barX(bars, {
          x: "value",
          y: "label",
          fill: (it: Bar) => it.marked ? COLORS[0]! : "#9aa4b2",
          rx: 2,
        }),
        Plot.ruleY(ranges, {
          y: "label",
          x1: "from",
          x2: "to",
          stroke: "currentColor",
          strokeWidth: 1.5,
        }),
        Plot.text(bars, {
          x: (it: Bar) => it.interval?.[1] ?? it.value,
          y: "label",
          text: (it: Bar) => formatShort(it.value),
          textAnchor: "start",
          dx: 6,
          fill: "currentColor",
        }),
        Plot.ruleX([0]),
      ],
    },
  });
}

function formatShort(value: number): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 3 : 0;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
