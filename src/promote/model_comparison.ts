import {
  pairedBootstrap,
  type PairedDifference,
} from "../evaluate/paired_bootstrap.ts";
import type { Evaluation } from "../evaluate/protocol.ts";
import { targetGains } from "../evaluate/target_gains.ts";

/** Two models on the same targets, or on some of them. */
export interface Standing {
  /** Events to be predicted. */
  readonly targets: number;
  /** The metric of the candidate. */
  readonly candidate: number;
  /** The metric of what it is compared with: the champion, or a baseline. */
  readonly reference: number;
  /** How far the candidate is ahead. */
  readonly lead: PairedDifference;
}

/** A candidate beside a reference: on all targets, and by slice. */
export interface ModelComparison extends Standing {
  /** What is compared by. */
  readonly metric: string;
  /** By name, in the order of tables. */
  readonly slices: Readonly<Record<string, Standing>>;
}

/** Options of {@link compareModels}. */
export interface CompareModelsOptions {
  /** A ranking metric: `mrr@20`. */
  readonly metric: string;
  /** Positions among the targets, by slice. */
  readonly slices: ReadonlyMap<string, Int32Array>;
  /** Of the intervals: 0.95. */
  readonly confidence: number;
  /** Equal seeds give equal results. */
  readonly seed: number;
}

/** Ranks of a test split's targets. */
export type Ranked = Pick<Evaluation, "ranks" | "sessions">;

/**
 * Compares two models' ranks of the same targets by the paired bootstrap over
 * sessions.
 */
export function compareModels(
  candidate: Ranked,
  reference: Ranked,
  { metric, slices, confidence, seed }: CompareModelsOptions,
): ModelComparison {
  const own = targetGains(candidate.ranks, metric);
  const others = targetGains(reference.ranks, metric);
  const { sessions } = candidate;
  const standing = (positions: Int32Array): Standing => {
    const first = pick(own, positions);
    const second = pick(others, positions);
    return {
      targets: positions.length,
      candidate: mean(first),
      reference: mean(second),
      lead: pairedBootstrap(first, second, {
        sessions: positions.map((n) => sessions[n]!),
        confidence,
        seed,
      }),
    };
  };
  return {
    metric,
    ...standing(sessions.map((_, n) => n)),
    slices: Object.fromEntries(
      [...slices].map(([name, positions]) => [name, standing(positions)]),
    ),
  };
}

function pick(values: Float64Array, positions: Int32Array): Float64Array {
  return Float64Array.from(positions, (n) => values[n]!);
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
