import type { Comparison } from "./comparison.ts";

/** What a sample is. */
export interface SampleSummary {
  readonly name: string;
  readonly sessions: number;
  readonly events: number;
  /** Milliseconds since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** How two samples differ. */
export interface DriftReport {
  readonly reference: SampleSummary;
  readonly current: SampleSummary;
  /** How often drift is found where there is none. */
  readonly alpha: number;
  /** Whether any comparison has drifted. */
  readonly drifted: boolean;
  readonly comparisons: readonly Comparison[];
  /** Columns that the current sample lacks. */
  readonly absent: readonly string[];
}
