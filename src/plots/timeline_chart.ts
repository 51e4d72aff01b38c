import * as Plot from "@observablehq/plot";
import { COLORS } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";

/** A line over days. */
export interface TimelineLine {
  /** Its name in the legend. */
  readonly label: string;
  /** In the order of days. */
  readonly points: readonly TimelinePoint[];
}

/** A value of a day. */
export interface TimelinePoint {
  /** The day. */
  readonly x: number;
  /** The value. */
  readonly y: number;
  /** Ends of an interval around y, drawn as a band. */
  readonly low?: number;
  /** Upper end of the interval. */
  readonly high?: number;
}

/** Options of {@link timelineChart}. */
export interface TimelineChartOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** The day. */
  readonly x: string;
  /** The value. */
  readonly y: string;
  /** What happened between two days, as an upright line with its name. */
  readonly turn?: { readonly x: number; readonly label: string } | undefined;
  /** What happened on a day, as a sign on a line. */
  readonly signs?: readonly {
    readonly x: number;
    readonly y: number;
    readonly label: string;
    readonly symbol: "triangle" | "times";
  }[];
  /** Whether a line stands at 0, which the lines are to be compared with. */
  readonly zero?: boolean;
  /** Pixels. @default {720} */
  readonly width?: number;
}

/** Lines over days, with what happened on them. */
export function timelineChart(
  lines: readonly TimelineLine[],
  { title, subtitle, x, y, turn, signs = [], zero = false, width = 720 }:
    TimelineChartOptions,
): string {
  // The first line is drawn last: it stands above those that it runs along.
  const points = lines.toReversed().flatMap(({ label, points }) =>
    points.map((point) => ({ ...point, label }))
  );
  const bands = points.filter(({ low }) => low !== undefined);
  return plotSvg({
    title,
    subtitle,
    width,
    height: 380,
    series: lines.map(({ label }) => label),
    plot: {
      // The label of y stands above its highest tick.
      marginTop: 30,
      x: { label: x, labelOffset: 38, tickFormat: "d" },
      y: { label: y, grid: true, nice: true, ticks: 5 },
      symbol: { legend: false },
      marks: [
        Plot.areaY(bands, {
          x: "x",
          y1: "low",
          y2: "high",
          fill: "label",
          fillOpacity: 0.15,
        }),
        ...(zero ? [Plot.ruleY([0], { stroke: "currentColor" })] : []),
        ...(turn === undefined ? [] : turnMarks(turn)),
        Plot.line(points, {
          x: "x",
          y: "y",
          stroke: "label",
          strokeWidth: 2,
        }),
        ...signs.map((sign) =>
          Plot.dot([sign], {
            x: "x",
            y: "y",
            symbol: sign.symbol,
            r: 5,
            stroke: sign.symbol === "times" ? COLORS[4]! : COLORS[2]!,
            fill: sign.symbol === "times" ? "none" : COLORS[2]!,
            strokeWidth: 2,
            title: "label",
          })
        ),
      ],
    },
  });
}

function turnMarks({ x, label }: { x: number; label: string }) {
  return [
    Plot.ruleX([x], { stroke: "currentColor", strokeDasharray: "4 4" }),
    Plot.text([{ x, label }], {
      x: "x",
      text: "label",
      frameAnchor: "top-left",
      textAnchor: "start",
      dx: 6,
      dy: 2,
    }),
  ];
}
