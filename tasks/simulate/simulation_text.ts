import type { SimulatedDay } from "./simulate_days.ts";
import type { SimulationSummary } from "./simulation_summary.ts";

/** A whole simulation, as simulation.json keeps it. */
export interface Simulation {
  readonly metric: string;
  /** The first day with another taste, counted from 0. */
  readonly shiftDay: number;
  readonly summary: SimulationSummary;
  readonly days: readonly SimulatedDay[];
}

const WIDTHS = [4, 7, 10, 9, 9] as const;

/** Heads of the columns that {@link dayLine} fills. */
export const HEADER = [
  columns(["day", "events", "champion", "serves", "without"]) +
  "  at the end of the day",
  "─".repeat(80),
].join("\n");

/** A day as it ends: what was served how well, and what was done. */
export function dayLine(
  it: SimulatedDay,
  { shiftDay }: Pick<Simulation, "shiftDay">,
): string {
  const line = columns([
    `${it.day + 1}`,
    it.events.toLocaleString("en-US"),
    `${it.champion}`,
    it.metric.toFixed(4),
    it.neverRetrained.toFixed(4),
  ]);
  const done = [
    ...(it.isBrokenRefused === undefined
      ? []
      : [`a broken export was ${it.isBrokenRefused ? "refused" : "PROMOTED"}`]),
    ...it.drift.map((names) => `drift: ${names}`),
    ...(it.action === "none" ? [] : [`${it.action} ${version(it.why)}`]),
  ];
  const shift = it.day === shiftDay ? "  ── taste shifts ──\n" : "";
  return `${shift}${line}  ${done.join("; ")}`.trimEnd();
}

/** What it came to, in sentences. */
export function summaryText({ metric, summary, shiftDay }: Simulation): string {
  const { before, after, neverRetrained, worst, seenOn, promotedOn } = summary;
  const day = (it: number | undefined) =>
    it === undefined ? "never" : `on day ${it + 1}`;
  return [
    `The taste shifts on day ${shiftDay + 1}. Drift is seen ${
      day(seenOn)
    }, the first retrained model is promoted ${day(promotedOn)}.`,
    `${metric} before: ${before.toFixed(4)}, on the worst day ${
      worst.toFixed(4)
    }, at the end ${after.toFixed(4)}; without retraining ${
      neverRetrained.toFixed(4)
    }. ${summary.trainings} trainings, ${summary.falseAlarms.length} days with drift before the shift.`,
  ].join("\n");
}

function columns(texts: readonly string[]): string {
  return texts.map((text, at) => text.padStart(WIDTHS[at]!)).join("  ");
}

function version(why: string): string {
  return `version ${why.split(":")[0]}`;
}
