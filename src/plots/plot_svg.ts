import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { COLORS, escapeText, STYLE } from "./chart_style.ts";

const HEADER = 44;
const LEGEND = 24;
const MARGIN = 16;
const LETTER = 7.5;

export interface PlotSvgOptions {
  /** What the chart says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string | undefined;
  /** Names of the series, in the order of their colours. */
  readonly series?: readonly string[] | undefined;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Marks, axes and scales; see https://observablehq.com/plot. */
  readonly plot: Plot.PlotOptions;
}

/** A chart as one SVG file: title, legend, plot, on paper of its own. */
export function plotSvg(
  { title, subtitle = "", series = [], width = 640, height = 340, plot }:
    PlotSvgOptions,
): string {
  const top = HEADER + (series.length > 0 ? LEGEND : 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" role="img" aria-label="${
      escapeText(title)
    }">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}" rx="8"/>`,
    `<g class="ink">`,
    `<text x="${MARGIN}" y="24" font-size="15" font-weight="600">${
      escapeText(title)
    }</text>`,
    `<text class="faint" x="${MARGIN}" y="41" font-size="12">${
      escapeText(subtitle)
    }</text>`,
    ...legend(series, HEADER + LEGEND / 2),
    drawPlot(plot, { series, top, width, height: height - top - MARGIN / 2 }),
    "</g>",
    "</svg>\n",
  ].join("\n");
}

function legend(series: readonly string[], y: number): string[] {
  let x = MARGIN + 5;
  return series.map((label, at) => {
    const entry = `<circle cx="${x}" cy="${y}" r="5" fill="${
      COLORS[at % COLORS.length]
    }"/><text x="${x + 10}" y="${y}" dy="0.35em" font-size="12">${
      escapeText(label)
    }</text>`;
    x += 30 + label.length * LETTER;
    return entry;
  });
}

function drawPlot(
  plot: Plot.PlotOptions,
  { series, top, width, height }: {
    series: readonly string[];
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
    marginLeft: 56,
    marginRight: MARGIN + 8,
    marginBottom: 44,
    ...plot,
    document,
    width,
    height,
    style: { fontSize: "12px" },
    ...(series.length === 0
      ? {}
      : { color: { domain: [...series], range: [...COLORS] } }),
  });
  svg.setAttribute("y", String(top));
  return svg.outerHTML;
}
