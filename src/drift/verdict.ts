import type { DriftReport } from "./drift_report.ts";

/** What a report says, in a sentence. */
export function verdict({ comparisons, drifted }: DriftReport): string {
  const names = comparisons.filter((it) => it.drifted).map((it) => it.name);
  const count = comparisons.length;
  const all = `${count} comparison${count === 1 ? "" : "s"}`;
  return drifted
    ? `Drift in ${names.length} of ${all}: ${names.join(", ")}.`
    : `No drift in ${all}.`;
}
