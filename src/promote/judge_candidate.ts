import type { Archive } from "../archive/load_archive.ts";
import type { EvaluateParams, PromoteParams } from "../config.ts";
import { InputError } from "../errors.ts";
import { pickMetric } from "../evaluate/pick_metric.ts";
import { evaluate, type Evaluation } from "../evaluate/protocol.ts";
import { slices } from "../evaluate/slices.ts";
import type { Sequences } from "../features/sequences.ts";
import { encodeWindow } from "../prepare/encode_window.ts";
import type { EventWindow } from "../prepare/event_window.ts";
import type { Recommender } from "../recommend/recommender.ts";
import { checkGates, type GateCheck } from "./check_gates.ts";
import { evaluateArchive } from "./evaluate_archive.ts";
import { measureArchive } from "./measure_archive.ts";
import { compareModels, type ModelComparison } from "./model_comparison.ts";

/** Options of {@link judgeCandidate}. */
export interface JudgeCandidateOptions {
  /** What neither model has learned from. */
  readonly window: EventWindow;
  /** What serves now; undefined: nothing yet. */
  readonly champion: Archive | undefined;
  /**
   * Where there is no champion, the best of these must be beaten. Their items
   * are those of the candidate's vocabulary.
   */
  readonly baselines: () => Promise<readonly Recommender[]>;
  /** What the gates and the evaluation want. */
  readonly params: {
    readonly promote: PromoteParams;
    readonly evaluate: EvaluateParams;
  };
  /** Of the bootstrap. */
  readonly seed: number;
}

/** Whether a candidate may be promoted, and why or why not. */
export interface Decision {
  /** Whether it may take the champion's place. */
  readonly isPassed: boolean;
  /** In a line. */
  readonly why: string;
  /** Every gate. */
  readonly checks: readonly GateCheck[];
  /** Candidate beside champion. */
  readonly comparison: ModelComparison;
  /** What the candidate was compared with: `champion`, or a baseline's name. */
  readonly reference: string;
  /** Times of the first and the last event of the window, ms since the epoch. */
  readonly window: { readonly fromMs: number; readonly toMs: number };
}

/** A reference's ranks, and the sequences whose slices are looked at. */
interface Reference {
  readonly name: string;
  readonly evaluation: Evaluation;
  readonly sessions: Sequences;
  readonly support: Int32Array;
}

/**
 * Holds a candidate against the champion on the same events: each encodes them
 * by its own vocabulary, and an item that one does not know is a miss of its.
 * Slices go by what the champion has seen.
 *
 * @throws {InputError} where there is neither a champion nor a baseline.
 */
export async function judgeCandidate(
  candidate: Archive,
  options: JudgeCandidateOptions,
): Promise<Decision> {
  const { window, params, seed } = options;
  const { metric, cutoffs } = params.evaluate;
  const sessions = encodeWindow(window, candidate.features);
  const own = await evaluateArchive(candidate, sessions, cutoffs);
  const reference = options.champion === undefined
    ? await bestBaseline(candidate, sessions, options)
    : await championReference(options.champion, options);
  const comparison = compareModels(own, reference.evaluation, {
    metric,
    slices: slices(reference.sessions, { support: reference.support }),
    confidence: params.promote.confidence,
    seed,
  });
  const cost = await measureArchive(candidate, sessions);
  const checks = checkGates({
    comparison,
    cost,
    params: params.promote,
    hasChampion: options.champion !== undefined,
  });
  const failed = checks.filter(({ verdict }) => verdict === "failed");
  const { fromMs, toMs } = window;
  return {
    isPassed: failed.length === 0,
    why: failed.length === 0
      ? passedText(comparison, reference.name)
      : failed.map(({ gate, found, wanted }) =>
        `${gate} is ${found}, ${wanted} is wanted`
      ).join("; "),
    checks,
    comparison,
    reference: reference.name,
    window: { fromMs, toMs },
  };
}

async function championReference(
  champion: Archive,
  { window, params }: JudgeCandidateOptions,
): Promise<Reference> {
  const { cutoffs } = params.evaluate;
  const sessions = encodeWindow(window, champion.features);
  return {
    name: "champion",
    evaluation: await evaluateArchive(champion, sessions, cutoffs),
    sessions,
    support: champion.features.support,
  };
}

async function bestBaseline(
  { features: { support } }: Archive,
  sessions: Sequences,
  { baselines, params: { evaluate: params } }: JudgeCandidateOptions,
): Promise<Reference> {
  let best: Evaluation | undefined;
  const { metric, cutoffs } = params;
  for (const baseline of await baselines()) {
    const result = await evaluate(baseline, sessions, { cutoffs, support });
    const value = pickMetric(result.metrics, metric);
    if (best === undefined || value > pickMetric(best.metrics, metric)) {
      best = result;
    }
  }
  if (best === undefined) {
    throw new InputError(
      "There is no champion to compare with, so baselines are wanted: evaluate.baselines",
    );
  }
  return { name: best.name, evaluation: best, sessions, support };
}

function passedText(
  { metric, candidate, reference, targets }: ModelComparison,
  name: string,
): string {
  return `${metric} ${candidate.toFixed(4)}, ${name} ${
    reference.toFixed(4)
  }, on ${targets.toLocaleString("en-US")} events`;
}
