import { barChart } from "../plots/bar_chart.ts";
import { escapeText } from "../plots/chart_style.ts";
import { htmlPage } from "../plots/html_page.ts";
import { type Cell, htmlTable } from "../plots/html_table.ts";
import { learningCurvesSvg } from "../plots/learning_curves_svg.ts";
import { pairChart } from "../plots/pair_chart.ts";
import { curveMetrics, learningCurves } from "../track/learning_curves.ts";
import type { StoredRun } from "../track/read_run.ts";
import type { MetricsFile } from "./run_data.ts";

/** How a dataset was made, as prepare's report.json has it. */
export interface DataSummary {
  /** Each cleaning step, in order. */
  readonly steps: readonly {
    readonly step: string;
    readonly rowsBefore: number;
    readonly dropped: number;
    readonly reason: string;
  }[];
  /** Size of each split. */
  readonly splits: Readonly<
    Record<string, { sessions: number; events: number; targets: number }>
  >;
  /** Indices of each vocabulary, padding and OOV included. */
  readonly vocabularies: Readonly<Record<string, number>>;
}

/** Options of {@link runPage}. */
export interface RunPageOptions {
  /** The run it is about. */
  readonly run: StoredRun;
  /** What came of it. */
  readonly metrics: MetricsFile;
  /** Absent where the dataset is no longer there, or was prepared anew. */
  readonly data?: DataSummary | undefined;
}

/**
 * A run as one HTML page that needs nothing else: what came of it and how sure
 * that is, curves, baselines, slices, data, parameters, environment.
 */
export function runPage({ run, metrics, data }: RunPageOptions): string {
  const { record } = run;
  const title = `${record.experiment}: ${record.id}`;
  return htmlPage(
    title,
    `<h1>${escapeText(record.experiment)}</h1>
<p class="faint">Run ${escapeText(record.id)}, ${
      new Date(record.startedAtMs).toISOString().slice(0, 16).replace("T", " ")
    } UTC, ${escapeText(record.status)}${durationText(run)}</p>
${resultSection(metrics)}
${curvesSection(run)}
${slicesSection(metrics)}
${data === undefined ? "" : dataSection(data)}
${detailsSection(run)}`,
  );
}

function durationText({ record }: StoredRun): string {
  if (record.endedAtMs === null) return "";
  const seconds = Math.round((record.endedAtMs - record.startedAtMs) / 1000);
  return seconds < 120
    ? ` after ${seconds} s`
    : ` after ${Math.round(seconds / 60)} min`;
}

function resultSection(file: MetricsFile): string {
  const { model, baselines, comparison } = file;
  const metric = comparison?.metric ?? lastRanking(model.metrics);
  const shown = shownMetrics(model.metrics, metric);
  const cards = shown.map((name) =>
    `<div class="card">${escapeText(name)}<b>${
      model.metrics[name]!.toFixed(4)
    }</b></div>`
  );
  const bars = [model, ...baselines].filter((it) => metric in it.metrics)
    .map((it) => ({
      label: it.name,
      value: it.metrics[metric]!,
      marked: it === model,
      ...(it === model && comparison !== undefined
        ? {
          interval: [
            comparison.interval.low,
            comparison.interval.high,
          ] as const,
        }
        : {}),
    }));
  const rows = [model, ...baselines].map((it): Record<string, Cell> => ({
    model: it.name,
    ...Object.fromEntries(shown.map((name) => [name, it.metrics[name]])),
    [`lead in ${metric} (95 %)`]: leadText(comparison?.leads[it.name]),
  }));
  return `<p class="lead">${escapeText(verdict(file, metric))}</p>
<div class="cards">${cards.join("")}</div>
${
    chart(barChart(bars, {
      title: `${model.name} beside its baselines`,
      subtitle: `${metric} on ${
        model.targets.toLocaleString("en")
      } events of the test split; the line is the 95 % interval`,
      x: metric,
    }))
  }
${leadsChart(file, metric)}
${htmlTable(rows)}`;
}

/** Those of the metric's cut-off, one of those that say the same. */
function shownMetrics(
  metrics: MetricsFile["model"]["metrics"],
  metric: string,
): string[] {
  const cutoff = metric.split("@")[1];
  // A hit rate is the recall where each event has one product that is right.
  const isSame = metrics[`hit_rate@${cutoff}`] === metrics[`recall@${cutoff}`];
  return Object.keys(metrics).filter((name) =>
    name.endsWith(`@${cutoff}`) && !(isSame && name.startsWith("hit_rate@"))
  );
}

/** By how much the model leads, and how sure that is: grey where it is not. */
function leadsChart(
  { model, comparison }: MetricsFile,
  metric: string,
): string {
  const leads = Object.entries(comparison?.leads ?? {});
  if (leads.length === 0) return "";
  const bars = leads.map(([label, { difference, low, high }]) => ({
    label,
    value: difference,
    interval: [low, high] as const,
    marked: low > 0 || high < 0,
  }));
  return chart(barChart(bars, {
    title: `How far is ${model.name} ahead?`,
    subtitle:
      "lines: 95 % intervals, drawn by session; grey: they hold 0, so it may be chance",
    x: `lead in ${metric}`,
  }));
}

/** A chart that is scrolled where the page is narrow. */
function chart(svg: string): string {
  return `<div class="chart">${svg}</div>`;
}

/** The baseline that comes closest, or is ahead. */
function bestBaseline({ baselines }: MetricsFile, metric: string) {
  return [...baselines].sort((a, b) =>
    (b.metrics[metric] ?? 0) - (a.metrics[metric] ?? 0)
  )[0];
}

/** What the comparison says, in a sentence. */
function verdict(file: MetricsFile, metric: string): string {
  const { model, comparison } = file;
  const best = bestBaseline(file, metric);
  if (best === undefined) {
    return `${model.name} stands alone: no baselines ran.`;
  }
  const lead = comparison?.leads[best.name];
  const sure = lead === undefined || (lead.low <= 0 && lead.high >= 0)
    ? "not clearly different from"
    : lead.difference > 0
    ? "better than"
    : "worse than";
  return `${model.name} is ${sure} its best baseline, ${best.name}, in ${metric}: ${
    model.metrics[metric]?.toFixed(4)
  } against ${best.metrics[metric]?.toFixed(4)}.`;
}

function leadText(
  lead: { difference: number; low: number; high: number } | undefined,
): string | null {
  if (lead === undefined) return null;
  const signed = (value: number) =>
    (value < 0 ? "−" : "+") + Math.abs(value).toFixed(4);
  return `${signed(lead.difference)} [${signed(lead.low)}, ${
    signed(lead.high)
  }]`;
}

function lastRanking(metrics: Readonly<Record<string, number>>): string {
  return Object.keys(metrics).filter((name) => name.startsWith("mrr@")).at(
    -1,
  ) ??
    Object.keys(metrics)[0]!;
}

function curvesSection(run: StoredRun): string {
  const names = curveMetrics([run]);
  if (names.length === 0) return "";
  const panels = names.map((title) => ({
    title,
    curves: learningCurves([run], title),
  }));
  return `<h2>How it learned</h2>\n${chart(learningCurvesSvg(panels))}`;
}

function slicesSection(file: MetricsFile): string {
  const { model, comparison } = file;
  const metric = comparison?.metric ?? lastRanking(model.metrics);
  const best = bestBaseline(file, metric);
  const slices = Object.entries(model.slices).map(([name, values]) => ({
    name,
    label: `${name} (${values.targets?.toLocaleString("en")})`,
    value: values[metric] ?? NaN,
  }));
  if (slices.length === 0) return "";
  const options = {
    title: "Parts of the test split",
    subtitle: `${metric}; the number of events in brackets`,
    x: metric,
  };
  const rival = best !== undefined && Object.keys(best.slices).length > 0
    ? best
    : undefined;
  const drawn = rival === undefined
    ? barChart(slices.map((it) => ({ ...it, marked: true })), options)
    : pairChart(
      slices.map(({ name, label, value }) => ({
        label,
        values: [value, rival.slices[name]?.[metric] ?? NaN] as const,
      })),
      { ...options, series: [model.name, rival.name] },
    );
  return `<h2>Where it is good, and where not</h2>\n${chart(drawn)}`;
}

function dataSection({ steps, splits, vocabularies }: DataSummary): string {
  const splitRows = Object.entries(splits).map(([split, sizes]) => ({
    split,
    ...sizes,
  }));
  const stepRows = steps.map(({ step, rowsBefore, dropped, reason }) => ({
    step,
    "rows before": rowsBefore,
    dropped,
    reason,
  }));
  const vocabularyRows = Object.entries(vocabularies).map(
    ([column, indices]) => ({ column, values: Math.max(0, indices - 2) }),
  );
  return `<h2>The data</h2>
${htmlTable(splitRows, { caption: "Splits" })}
${htmlTable(stepRows, { caption: "Cleaning, step by step", maxRows: 50 })}
${htmlTable(vocabularyRows, { caption: "Values that training has seen" })}`;
}

function detailsSection({ record }: StoredRun): string {
  const rows = (values: Readonly<Record<string, Cell>>) =>
    Object.entries(values).map(([name, value]) => ({
      name,
      value: value === null ? null : String(value),
    }));
  return `<h2>How to do it again</h2>
<details><summary>Parameters</summary>${
    htmlTable(rows(record.params), { maxRows: 500 })
  }</details>
<details><summary>Environment</summary>${
    htmlTable(rows(record.environment), { maxRows: 500 })
  }</details>`;
}
