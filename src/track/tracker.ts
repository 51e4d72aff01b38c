import type { TrackedDataset } from "./run_record.ts";

/** A value of a parameter, tag or summary as trackers store it. */
export type Scalar = string | number | boolean | null;

/**
 * What a run reports while it goes on. Only tasks and notebooks wire one in.
 *
 * Names of metrics: per epoch `loss`, `eventsPerSecond`, and what validation
 * gives under `validation.` (`validation.mrr@20`); in the summary those of the
 * test split as they are (`mrr@20`), a baseline's under its name
 * (`markov.mrr@20`), and `eventsPerSecond`.
 */
export interface Tracker {
  /** Opens a run; its parameters are flat, dotted names (`train.epochs`). */
  start(options: StartRunOptions): Promise<TrackedRun>;
}

/** What a run begins with. */
export interface StartRunOptions {
  /** What the run belongs to: the preset's name. */
  readonly experiment: string;
  /** Parameters by dotted name. */
  readonly params: Readonly<Record<string, Scalar>>;
  /** Backend, versions, commit, data digest. */
  readonly environment: Readonly<Record<string, Scalar>>;
  /** What the run learns from. @default {none} */
  readonly datasets?: readonly TrackedDataset[];
}

/** A run that goes on. */
export interface TrackedRun {
  /** What it is found by. */
  readonly id: string;
  /** Logs metrics at a step (an epoch, counted from 1). */
  logMetrics(
    metrics: Readonly<Record<string, number>>,
    step: number,
  ): Promise<void>;
  /** Stores a file or a text under a name, whole or not at all. */
  logArtifact(name: string, content: Uint8Array | string): Promise<void>;
  /** Closes the run. Summary metrics are what `runs` compares. */
  end(
    status: "finished" | "failed" | "interrupted",
    summary?: Readonly<Record<string, number>>,
  ): Promise<void>;
}
