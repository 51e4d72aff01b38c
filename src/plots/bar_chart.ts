import * as Plot from "@observablehq/plot";
import { COLORS, NEUTRAL } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";
import { type Reference, referenceMarks } from "./reference_marks.ts";

/** A value by name. */
export interface Bar {
  /** A name that is long is cut in the middle. */
  readonly label: string;
  /** Where it ends. */
  readonly value: number;
  /** Ends of an interval about the value. */
  readonly interval?: readonly [number, number] | undefined;
  /** Whether the bar is one that the chart is about. */
  readonly marked?: boolean;
}

/** What a bar chart is called, and what it measures. */
export interface BarChartOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** What is measured, with its unit. */
  readonly x: string;
  /** A d3 format of the axis. @default {",.3~f"} */
  readonly format?: string;
  /** Digits after the point; fewer where numbers of 10 or more are among them. @default {3} */
  readonly digits?: number;
  /** A value that the bars are to be read against. */
  readonly reference?: Reference;
  /** Bars end here at the latest; the number says by how much they go on. */
  readonly limit?: number;
}

interface Placed extends Bar {
  readonly end: number;
}

const ROW = 30;
const AROUND = 112;
const LETTER = 7;
const LONGEST = 30;

/** Horizontal bars, in the order given, each with its number. */
export function barChart(
  bars: readonly Bar[],
  {
    title,
    subtitle,
    x,
    format = ",.3~f",
    digits = 3,
    reference,
    limit = Infinity,
  }: BarChartOptions,
): string {
  // A place for each bar, so that equal labels do not fall on one another.
  const placed = bars.map((bar, row) => ({
    ...bar,
    row,
    end: Math.min(bar.value, limit),
  }));
  const labels = bars.map(({ label }) => shorten(label));
  const longest = Math.max(...labels.map((label) => label.length), 4);
  const values = bars.map(({ value }) => value);
  const write = numberText(values, digits);
  const left = placed.filter(({ value }) => value < 0);
  const right = placed.filter(({ value }) => !(value < 0));
  const number = (side: "start" | "end") => ({
    y: "row",
    x: (it: Placed) => it.interval?.[side === "start" ? 1 : 0] ?? it.end,
    text: (it: Placed) => `${write(it.value)}${it.value > limit ? " →" : ""}`,
    textAnchor: side,
    className: "over",
    dx: side === "start" ? 6 : -6,
    fill: "currentColor",
  });
  return plotSvg({
    title,
    subtitle,
    height: AROUND + bars.length * ROW,
    plot: {
      marginTop: reference === undefined ? 8 : 24,
      marginLeft: 24 + longest * LETTER,
      marginRight: 56,
      x: {
        label: x,
        grid: true,
        ticks: 5,
        tickFormat: format,
        nice: true,
        // Room for the numbers of bars to the left.
        insetLeft: left.length > 0 ? 48 : 0,
      },
      y: {
        label: null,
        domain: placed.map(({ row }) => row),
        padding: 0.25,
        tickFormat: (row: number) => labels[row]!,
        tickSize: 0,
      },
      marks: [
        Plot.barX(placed, {
          x: "end",
          y: "row",
          fill: (it: Bar) => it.marked ? COLORS[0]! : NEUTRAL,
          title: "label",
          rx: 2,
        }),
        Plot.ruleY(placed.filter(({ interval }) => interval !== undefined), {
          y: "row",
          x1: (it: Bar) => it.interval![0],
          x2: (it: Bar) => it.interval![1],
          stroke: "currentColor",
          strokeWidth: 1.5,
        }),
        ...referenceMarks(reference, {
          side: (reference?.x ?? 0) < Math.min(limit, Math.max(...values)) / 2
            ? "right"
            : "left",
          above: true,
        }),
        Plot.text(right, number("start")),
        Plot.text(left, number("end")),
        Plot.ruleX([0]),
      ],
    },
  });
}

function shorten(label: string): string {
  if (label.length <= LONGEST) return label;
  const half = LONGEST / 2 - 1;
  return `${label.slice(0, half)}…${label.slice(-half)}`;
}

/** Writes all numbers of a chart with as many digits, so that they compare. */
function numberText(
  values: readonly number[],
  digits: number,
): (value: number) => string {
  const sizes = values.filter(Number.isFinite).map(Math.abs);
  const largest = Math.max(0, ...sizes);
  const isWhole = values.every((it) => Number.isInteger(it));
  const most = isWhole || largest >= 1000
    ? 0
    : largest >= 10
    ? Math.min(1, digits)
    : digits;
  return (value) =>
    value === 0 ? "0" : value.toLocaleString("en", {
      minimumFractionDigits: most,
      maximumFractionDigits: most,
    }).replace("-", "−");
}
