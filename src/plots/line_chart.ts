import * as Plot from "@observablehq/plot";
import { COLORS } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";
import { type Reference, referenceMarks } from "./reference_marks.ts";

/** A series of points. */
export interface Line {
  /** Its name in the legend. */
  readonly label: string;
  /** In the order of x. Values that are not finite leave a gap. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Options of {@link lineChart}. */
export interface LineChartOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** What the axes are, with their units. */
  readonly x: string;
  /** As {@link x}. */
  readonly y: string;
  /** Scales of the axes. @default {linear} */
  readonly log?: "x" | "y" | "both";
  /** Whether x are times in ms since the epoch. @default {false} */
  readonly time?: boolean;
  /** Pixels. @default {640} */
  readonly width?: number;
  /** Ends of the axis x. @default {those of the points} */
  readonly range?: readonly [number, number];
  /** A line across the chart. */
  readonly reference?: Reference;
}

/** Lines over a common axis, one colour each. */
export function lineChart(
  lines: readonly Line[],
  { title, subtitle, x, y, log, time = false, width = 640, range, reference }:
    LineChartOptions,
): string {
  const points = lines.flatMap(({ label, points }) =>
    points.map((point) => ({
      x: time ? new Date(point.x) : point.x,
      y: Number.isFinite(point.y) ? point.y : NaN,
      label,
    }))
  );
  const scale = (axis: "x" | "y") =>
    log === axis || log === "both" ? "log" as const : undefined;
  const typed = (axis: "x" | "y") => {
    const type = scale(axis);
    return type === undefined ? {} : { type };
  };
  return plotSvg({
    title,
    subtitle,
    width,
    series: lines.length > 1 ? lines.map((it) => it.label) : undefined,
    plot: {
      x: {
        label: x,
        labelOffset: 38,
        ...(range === undefined ? {} : { domain: range }),
        ...(time ? { type: "utc" } : typed("x")),
      },
      y: { label: y, grid: true, nice: true, ticks: 5, ...typed("y") },
      color: { range: [COLORS[0]!] },
      marks: [
        Plot.line(points, {
          x: "x",
          y: "y",
          stroke: "label",
          strokeWidth: 2,
          ...(points.length <= 60 ? { marker: "dot" } : {}),
        }),
        ...referenceMarks(reference),
      ],
    },
  });
}
