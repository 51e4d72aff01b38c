import type { DriftReport } from "./drift_report.ts";

/** Names of measures as trackers take them. */
const NAMES: Readonly<Record<string, string>> = {
  "PSI": "psi",
  "Jensen–Shannon": "jensen_shannon",
  "Wasserstein": "wasserstein",
  "Kolmogorov–Smirnov": "kolmogorov_smirnov",
  "new share": "share",
  "change": "change",
};

/**
 * A report as metrics of a run: `price.wasserstein`, `item.psi`,
 * `new_items.share`, ….
 */
export function driftMetrics(
  { comparisons }: DriftReport,
): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const { name, measures } of comparisons) {
    for (const measure of measures) {
      const key = `${name.replaceAll(" ", "_")}.${NAMES[measure.name]}`;
      metrics[key] = measure.value;
    }
  }
  return metrics;
}
