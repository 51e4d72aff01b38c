import * as Plot from "@observablehq/plot";
import { COLORS, NEUTRAL } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";

/** A point, and what it stands for. */
export interface ScatterPoint {
  /** Place on the axis x. */
  readonly x: number;
  /** Place on the axis y. */
  readonly y: number;
  /** What its colour says. */
  readonly group: string;
  /** Shown when one points at it. */
  readonly label?: string;
}

/** What a scatter chart is called, and what its axes are. */
export interface ScatterChartOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** Label of the axis; absent where it means nothing by itself. */
  readonly x?: string;
  /** As {@link x}. */
  readonly y?: string;
  /** The group of all that belongs to no other: grey, and below them. */
  readonly rest?: string;
}

/** Points on a plane, coloured by group. */
export function scatterChart(
  points: readonly ScatterPoint[],
  { title, subtitle, x, y, rest }: ScatterChartOptions,
): string {
  const named = [...new Set(points.map((it) => it.group))]
    .filter((group) => group !== rest);
  const hasRest = points.some(({ group }) => group === rest);
  const series = hasRest ? [...named, rest!] : named;
  const colors = series.map((group, at) =>
    group === rest ? NEUTRAL : COLORS[at % COLORS.length]!
  );
  const isRest = (it: ScatterPoint) => it.group === rest;
  const dots = (shown: readonly ScatterPoint[], opacity: number) =>
    Plot.dot(shown, {
      x: "x",
      y: "y",
      fill: "group",
      r: 4,
      fillOpacity: opacity,
      title: (it: ScatterPoint) => it.label ?? it.group,
    });
  const hidden = { axis: null, inset: 8 };
  return plotSvg({
    title,
    subtitle,
    series,
    colors,
    height: 460,
    plot: {
      ...(x === undefined ? { marginBottom: 8 } : {}),
      ...(y === undefined ? { marginLeft: 8, marginTop: 8 } : {}),
      x: x === undefined ? hidden : { label: x, labelOffset: 38, inset: 8 },
      y: y === undefined ? hidden : { label: y, grid: true, inset: 8 },
      marks: [
        dots(points.filter(isRest), 0.4),
        dots(points.filter((it) => !isRest(it)), 0.85),
      ],
    },
  });
}
