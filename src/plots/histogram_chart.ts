import * as Plot from "@observablehq/plot";
import { COLORS } from "./chart_style.ts";
import { plotSvg } from "./plot_svg.ts";
import { type Reference, referenceMarks } from "./reference_marks.ts";

/** How many values lie in a range. */
export interface HistogramBin {
  /** Where it begins. */
  readonly from: number;
  /** Where it ends. */
  readonly to: number;
  /** How many lie in it. */
  readonly count: number;
  /** What its colour says. */
  readonly group?: string;
}

/** What a histogram is called, and what it counts. */
export interface HistogramChartOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** What is counted by, with its unit. */
  readonly x: string;
  /** What is counted. */
  readonly y: string;
  /** Whether x is on a logarithmic scale. @default {false} */
  readonly log?: boolean;
  /** Whether x are times in ms since the epoch. @default {false} */
  readonly time?: boolean;
  /** Whether x are seconds, to be read as minutes and hours too. @default {false} */
  readonly seconds?: boolean;
  /** A line across it. */
  readonly reference?: Reference;
}

/** Seconds that people know by name. */
const KNOWN_TIMES: readonly (readonly [number, string])[] = [
  [1, "1 s"],
  [10, "10 s"],
  [60, "1 min"],
  [600, "10 min"],
  [3600, "1 h"],
  [21_600, "6 h"],
  [86_400, "1 d"],
  [604_800, "7 d"],
];

/** Counts by range; those of several groups stand on each other. */
export function histogramChart(
  bins: readonly HistogramBin[],
  options: HistogramChartOptions,
): string {
  const { title, subtitle, x, y, log = false, time = false, reference } =
    options;
  const place = (value: number) => time ? new Date(value) : value;
  const bars = bins.map(({ from, to, count, group }) => ({
    from: place(from),
    to: place(to),
    count,
    group: group ?? "",
  }));
  const groups = [...new Set(bars.map(({ group }) => group))];
  return plotSvg({
    title,
    subtitle,
    series: groups.length > 1 ? groups : undefined,
    plot: {
      x: {
        label: x,
        labelOffset: 38,
        ...(log ? { type: "log", ticks: 6, tickFormat: "~s" } : {}),
        ...(options.seconds === true ? { axis: null } : {}),
        ...(time ? { type: "utc" } : {}),
      },
      y: {
        label: y,
        grid: true,
        nice: true,
        ticks: 5,
        // No "0.5k" and no "1m": counts are whole.
        tickFormat: (count: number) => count.toLocaleString("en"),
      },
      color: { range: [COLORS[0]!] },
      marks: [
        Plot.rectY(bars, {
          x1: "from",
          x2: "to",
          y: "count",
          fill: "group",
          order: groups,
          insetLeft: 1,
        }),
        Plot.ruleY([0]),
        ...(options.seconds === true ? [secondsAxis(bins, x)] : []),
        ...referenceMarks(reference),
      ],
    },
  });
}

/** Told what its ticks say: a logarithmic axis would leave most of them out. */
function secondsAxis(bins: readonly HistogramBin[], label: string) {
  const [low, high] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0];
  const shown = KNOWN_TIMES.filter(([at]) => low <= at && at <= high);
  return Plot.axisX(shown.map(([at]) => at), {
    label,
    labelOffset: 38,
    text: shown.map(([, name]) => name),
  });
}
