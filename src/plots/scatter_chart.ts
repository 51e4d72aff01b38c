import * as Plot from "@observablehq/plot";
import { plotSvg } from "./plot_svg.ts";

export interface ScatterPoint {
  readonly x: number;
  readonly y: number;
  /** What its colour says. */
  readonly group: string;
  /** Shown when one points at it. */
  readonly label?: string;
}

export interface ScatterChartOptions {
  readonly title: string;
  readonly subtitle?: string;
  /** Labels of the axes; absent where they mean nothing by themselves. */
  readonly x?: string;
  readonly y?: string;
}

/** Points on a plane, coloured by group. */
export function scatterChart(
  points: readonly ScatterPoint[],
  { title, subtitle, x, y }: ScatterChartOptions,
): string {
  const groups = [...new Set(points.map((it) => it.group))];
  return plotSvg({
    title,
    subtitle,
    series: groups,
    height: 460,
    plot: {
      x: x === undefined ? { axis: null } : { label: x, labelOffset: 38 },
      y: y === undefined ? { axis: null } : { label: y, grid: true },
      marks: [
        Plot.dot(points, {
          x: "x",
          y: "y",
          fill: "group",
          r: 3,
          fillOpacity: 0.75,
          title: (it: ScatterPoint) => it.label ?? it.group,
        }),
      ],
    },
  });
}
