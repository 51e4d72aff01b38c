import { formatNumber } from "../../src/terminal/format_number.ts";
import { table } from "../../src/terminal/table.ts";
import type { Report } from "./evaluate_beside_baselines.ts";

/** The tables that people read after training: the comparison, then the slices. */
export function reportText(
  { model, comparison, blendWeight }: Report,
  options: { color: boolean; metric: string },
): string {
  const { color, metric } = options;
  const rows = comparison.rows.map((row) => [
    row.name,
    ...row.values,
    row.lead === undefined ? null : leadText(row.lead),
    row.eventsPerSecond,
  ]);
  const whole = (value: number) => formatNumber(value, { decimals: 0 });
  const comparisonTable = table(
    [
      "model",
      ...comparison.metrics.map((header) => ({
        header,
        best: "highest" as const,
      })),
      { header: `lead in ${metric} (95 %)`, align: "right" },
      { header: "events/s", align: "right", format: whole },
    ],
    rows,
    { color },
  );
  const sliceMetrics = comparison.metrics.slice(0, 2);
  const sliceTable = table(
    ["slice of the test", { header: "events", format: whole }, ...sliceMetrics],
    Object.entries(model.slices).map(([name, metrics]) => [
      name,
      metrics.targets,
      ...sliceMetrics.map((metric) => metrics[metric]),
    ]),
    { color },
  );
  const blend = blendWeight === undefined
    ? ""
    : `\n\nThe blend gives neighbours a weight of ${blendWeight}`;
  return `${comparisonTable}${blend}\n\n${sliceTable}`;
}

function leadText(
  { difference, low, high }: { difference: number; low: number; high: number },
): string {
  const signed = (value: number) =>
    (value < 0 ? "−" : "+") + Math.abs(value).toFixed(4);
  return `${signed(difference)} [${signed(low)}, ${signed(high)}]`;
}
