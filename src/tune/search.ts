import type { Rung } from "./rungs.ts";

/** How far a trial came. */
export interface TrialResult {
  /** Number of the trial, from 0. */
  readonly trial: number;
  /** Epochs it was given. */
  readonly epochs: number;
  /** Best value of the validation metric until then; −Infinity: it failed. */
  readonly value: number;
}

/** Options of {@link search}. */
export interface SearchOptions {
  /**
   * Trains a trial until it has had so many epochs, from where it stands, and
   * gives its best value until then; undefined where it was interrupted.
   */
  readonly train: (
    trial: number,
    epochs: number,
  ) => Promise<number | undefined>;
  /** Trials that train at the same time. @default {1} */
  readonly parallel?: number;
  /** Called with trials that train no more. */
  readonly onGivenUp?: (trials: readonly TrialResult[]) => Promise<void>;
}

/**
 * Trains trials rung by rung; of equally good ones the earlier go on. What is
 * done again after an interruption must only be looked up by `train`.
 *
 * @returns All trials, those that came furthest first, among them the best;
 * undefined where it was interrupted.
 */
export async function search(
  rungs: readonly Rung[],
  { train, parallel = 1, onGivenUp }: SearchOptions,
): Promise<TrialResult[] | undefined> {
  let going = Array.from({ length: rungs[0]!.trials }, (_, trial) => trial);
  let ranking: TrialResult[] = [];
  for (const [at, { epochs }] of rungs.entries()) {
    const results = await trainRung(going, { epochs, train, parallel });
    if (results === undefined) return undefined;
    results.sort((a, b) => b.value - a.value || a.trial - b.trial);
    const kept = results.filter((it) => it.value > -Infinity)
      .slice(0, rungs[at + 1]?.trials ?? 0);
    const givenUp = results.slice(kept.length);
    await onGivenUp?.(givenUp);
    ranking = [...givenUp, ...ranking];
    going = kept.map((it) => it.trial).sort((a, b) => a - b);
  }
  return ranking;
}

/** Trains the trials of a rung; undefined where it was interrupted. */
async function trainRung(
  trials: readonly number[],
  { epochs, train, parallel }: {
    epochs: number;
    train: SearchOptions["train"];
    parallel: number;
  },
): Promise<TrialResult[] | undefined> {
  const results: TrialResult[] = [];
  const left = trials.values();
  let interrupted = false;
  const trainSome = async () => {
    for (const trial of left) {
      const value = interrupted ? undefined : await train(trial, epochs);
      interrupted ||= value === undefined;
      if (value !== undefined) results.push({ trial, epochs, value });
    }
  };
  await Promise.all(Array.from({ length: parallel }, trainSome));
  return interrupted ? undefined : results;
}
