import type { SimulatedDay } from "./simulate_days.ts";

/** What four weeks came to. */
export interface SimulationSummary {
  /** Means of the metric over the last days before the shift, and at the end. */
  readonly before: number;
  readonly after: number;
  /** The same at the end of a model that was never retrained. */
  readonly neverRetrained: number;
  /** The metric on the worst day since the shift. */
  readonly worst: number;
  /** First day on which drift was seen since the shift; absent: none. */
  readonly seenOn?: number | undefined;
  /** Day at whose end the first model since the shift was promoted. */
  readonly promotedOn?: number | undefined;
  /** Days on which drift was seen before the shift. */
  readonly falseAlarms: readonly number[];
  readonly trainings: number;
}

/** Days whose mean stands for the level. */
const LEVEL_DAYS = 4;

/** @param shiftDay The first day with another taste. */
export function simulationSummary(
  days: readonly SimulatedDay[],
  shiftDay: number,
): SimulationSummary {
  const before = days.filter(({ day }) => day < shiftDay);
  const since = days.filter(({ day }) => day >= shiftDay);
  const last = since.slice(-LEVEL_DAYS);
  return {
    before: mean(before.slice(-LEVEL_DAYS).map(({ metric }) => metric)),
    after: mean(last.map(({ metric }) => metric)),
    neverRetrained: mean(last.map((it) => it.neverRetrained)),
    worst: Math.min(...since.map(({ metric }) => metric)),
    seenOn: since.find(({ drift }) => drift.length > 0)?.day,
    promotedOn: since.find(({ action }) => action === "promoted")?.day,
    falseAlarms: before.filter(({ drift }) => drift.length > 0)
      .map(({ day }) => day),
    trainings: days.filter(({ action }) => action !== "none").length,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
