import type { Comparison } from "./comparison.ts";

/** What a sample is. */
export interface SampleSummary {
  /** What the sample is called. */
  readonly name: string;
  /** Number of sessions. */
  readonly sessions: number;
  /** Number of events. */
  readonly events: number;
  /** Milliseconds since the epoch. */
  readonly fromMs: number;
  /** Its last event, in ms since the epoch. */
  readonly toMs: number;
}

/** How two samples differ. */
export interface DriftReport {
  /** What is compared with. */
  readonly reference: SampleSummary;
  /** What is compared. */
  readonly current: SampleSummary;
  /** How often drift is found where there is none. */
  readonly alpha: number;
  /** Whether any comparison has drifted. */
  readonly drifted: boolean;
  /** One for each column. */
  readonly comparisons: readonly Comparison[];
  /** Columns that the current sample lacks. */
  readonly absent: readonly string[];
}
