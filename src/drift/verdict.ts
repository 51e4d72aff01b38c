import type { DriftReport } from "./drift_report.ts";

/** What a report says, in a sentence. */
export function verdict({ comparisons, drifted }: DriftReport): string {
  const names = comparisons.filter((it) => it.drifted).map((it) => it.name);
  return drifted
    ? `Drift in ${names.length} of ${comparisons.length} comparisons: ${
      names.join(", ")
    }.`
    : `No drift in ${comparisons.length} comparisons.`;
}
