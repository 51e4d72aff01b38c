import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { COLORS, STYLE } from "./chart_style.ts";
import { legend } from "./legend.ts";

/** One metric, drawn in a panel of its own. */
export interface CurvePanel {
  /** Name of the metric. */
  readonly title: string;
  /** One for each run. */
  readonly curves: readonly LabelledCurve[];
}

/** One run's line; the same label has the same color in every panel. */
export interface LabelledCurve {
  /** The run's name. */
  readonly label: string;
  /** Epoch and value. Values that are not finite leave a gap. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const PANEL = { width: 400, height: 260 };
const MARGIN = 16;

/**
 * Learning curves as one SVG file: a panel per metric, side by side, under a
 * legend of the runs where there are several.
 */
export function learningCurvesSvg(panels: readonly CurvePanel[]): string {
  const labels = [
    ...new Set(panels.flatMap(({ curves }) => curves.map((it) => it.label))),
  ];
  const columns = Math.max(1, panels.length);
  const width = MARGIN + columns * (PANEL.width + MARGIN);
  const names = legend(labels.length > 1 ? labels : [], {
    left: MARGIN,
    top: MARGIN / 2,
    right: width - MARGIN,
  });
  const top = MARGIN + names.height;
  const height = top + PANEL.height + MARGIN;
  const drawn = panels.map((panel, at) =>
    drawPanel(panel, {
      labels,
      left: MARGIN / 2 + at * (PANEL.width + MARGIN),
      top,
    })
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="max-width:100%;height:auto" font-family="system-ui, sans-serif" role="img" aria-label="Learning curves">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}" rx="8"/>`,
    `<g class="ink">`,
    names.svg,
    ...drawn,
    "</g>",
    "</svg>\n",
  ].join("\n");
}

function drawPanel(
  panel: CurvePanel,
  { labels, left, top }: {
    labels: readonly string[];
    left: number;
    top: number;
  },
): string {
  // Deno's types know no DOM, so Plot's option for one fits nothing.
  const { document } = parseHTML("<html></html>") as unknown as {
    document: never;
  };
  const points = panel.curves.flatMap(({ label, points }) =>
    points.map((point) => ({ ...point, label }))
  );
  const lastEpoch = Math.max(2, ...points.map((point) => point.x));
  const svg = Plot.plot({
    document,
    ...PANEL,
    marginTop: 28,
    marginLeft: 52,
    marginBottom: 44,
    style: { fontSize: "12px" },
    x: {
      label: "epoch",
      labelOffset: 40,
      domain: [1, lastEpoch],
      ticks: Math.min(10, lastEpoch - 1),
      tickFormat: "d",
    },
    y: { label: panel.title, grid: true, nice: true, ticks: 5 },
    color: { domain: [...labels], range: [...COLORS] },
    marks: [
      Plot.line(points, {
        x: "x",
        y: "y",
        stroke: "label",
        strokeWidth: 2,
        marker: "dot",
      }),
    ],
  });
  svg.setAttribute("x", String(left));
  svg.setAttribute("y", String(top));
  return ownMarkers(svg.outerHTML, left);
}

/** Ids of markers count from 1 in each panel, but are shared in one file. */
function ownMarkers(svg: string, panel: number): string {
  return svg.replaceAll("plot-marker-", `plot-marker-${panel}-`);
}
