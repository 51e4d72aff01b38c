import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { COLORS, escapeText, STYLE } from "./chart_style.ts";
import { legend } from "./legend.ts";

const HEADER = 48;
const MARGIN = 16;

/** What a chart is called, and what is drawn. */
export interface PlotSvgOptions {
  /** What the chart says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string | undefined;
  /** Names of the series, in the order of their colours. */
  readonly series?: readonly string[] | undefined;
  /** Colours in the order of the series. @default {COLORS} */
  readonly colors?: readonly string[];
  /** Pixels. @default {640} */
  readonly width?: number;
  /** Pixels, of a chart whose legend is one row. @default {340} */
  readonly height?: number;
  /** Marks, axes and scales; see https://observablehq.com/plot. */
  readonly plot: Plot.PlotOptions;
}

/** A chart as one SVG file: title, legend, plot, on paper of its own. */
export function plotSvg(
  {
    title,
    subtitle = "",
    series = [],
    colors = COLORS,
    width = 640,
    height = 340,
    plot,
  }: PlotSvgOptions,
): string {
  const shown = legend(series, {
    left: MARGIN,
    top: HEADER,
    right: width - MARGIN,
    colors,
  });
  const top = HEADER + shown.height;
  const whole = height + shown.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" style="max-width:100%;height:auto" font-family="system-ui, sans-serif" role="img" aria-label="${
      escapeText(title)
    }">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${width}" height="${whole}" rx="8"/>`,
    `<g class="ink">`,
    `<text x="${MARGIN}" y="25" font-size="15" font-weight="600">${
      escapeText(title)
    }</text>`,
    `<text class="faint" x="${MARGIN}" y="43" font-size="12">${
      escapeText(subtitle)
    }</text>`,
    shown.svg,
    drawPlot(plot, {
      series,
      colors,
      top,
      width: width - MARGIN,
      height: height - HEADER - MARGIN / 2,
    }),
    "</g>",
    "</svg>\n",
  ].join("\n");
}

function drawPlot(
  plot: Plot.PlotOptions,
  { series, colors, top, width, height }: {
    series: readonly string[];
    colors: readonly string[];
    top: number;
    width: number;
    height: number;
  },
): string {
  // Deno's types know no DOM, so Plot's option for one fits nothing.
  const { document } = parseHTML("<html></html>") as unknown as {
    document: never;
  };
  const svg = Plot.plot({
    marginTop: 28,
    marginLeft: 48,
    marginRight: MARGIN,
    marginBottom: 44,
    ...plot,
    document,
    width,
    height,
    style: { fontSize: "12px" },
    ...(series.length === 0
      ? {}
      : { color: { domain: [...series], range: [...colors] } }),
  });
  svg.setAttribute("x", String(MARGIN / 2));
  svg.setAttribute("y", String(top));
  return svg.outerHTML;
}
