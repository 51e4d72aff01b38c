import type { PairedDifference } from "../../src/evaluate/paired_bootstrap.ts";
import type { QualityData } from "./quality_data.ts";
import type { Quality } from "./quality_of.ts";
import type { QualityResult } from "./quality_runs.ts";
import { signed } from "./signed.ts";
import type { TextTable } from "./text_table.ts";

/** The model, its baselines and what others have reached. */
export function comparisonTable(
  result: QualityResult,
  { metrics, known }: QualityData,
): TextTable {
  const seeds = result.runs.length;
  const ours = (name: string, quality: Quality, source: string) => [
    name,
    ...metrics.map((metric) => qualityText(quality, metric)),
    source,
  ];
  return {
    headers: ["recommender", ...metrics, "source"],
    rows: [
      ours(
        `**${result.model}**`,
        result.quality,
        `this run, ${seeds === 1 ? "one seed" : `${seeds} seeds`}`,
      ),
      ...Object.entries(result.baselines).map(([name, quality]) =>
        ours(name, quality, "this run")
      ),
      ...known.map(({ name, values, source }) => [
        name,
        ...values.map((value) => value === null ? "–" : value.toFixed(4)),
        source,
      ]),
    ],
  };
}

/** The runs one by one. */
export function runsTable(
  { runs }: QualityResult,
  { metrics }: QualityData,
): TextTable {
  return {
    headers: ["run", "seed", ...metrics, "epochs", "seconds", "events/s"],
    rows: runs.map((run) => [
      run.id,
      String(run.seed),
      ...metrics.map((metric) => run.metrics[metric]!.toFixed(4)),
      String(run.epochs),
      run.seconds.toFixed(0),
      run.eventsPerSecond.toFixed(0),
    ]),
  };
}

/** How far the model is ahead of V-SKNN, a line a metric. */
export function differenceLines({ model, differences }: QualityResult) {
  return Object.entries(differences).map(([metric, it]) =>
    `${model} less vsknn in ${metric}: ${differenceText(it)}`
  );
}

function differenceText(it: PairedDifference): string {
  return `${signed(it.difference)}, 95 % interval ${signed(it.low)} to ${
    signed(it.high)
  }, p = ${it.pValue.toFixed(3)} (paired bootstrap over sessions)`;
}

/** `0.7105 ± 0.0008`; without the spread where there is none. */
function qualityText({ mean, spread }: Quality, metric: string): string {
  const value = mean[metric];
  if (value === undefined) return "–";
  const deviation = spread[metric]!;
  const text = value.toFixed(4);
  return deviation === 0 ? text : `${text} ± ${deviation.toFixed(4)}`;
}
