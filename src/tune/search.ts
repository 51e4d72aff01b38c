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
  { train, onGivenUp }: SearchOptions,
): Promise<TrialResult[] | undefined> {
  let going = Array.from({ length: rungs[0]!.trials }, (_, trial) => trial);
  let ranking: TrialResult[] = [];
  for (const [at, { epochs }] of rungs.entries()) {
    const results: TrialResult[] = [];
    for (const trial of going) {
      const value = await train(trial, epochs);
      if (value === undefined) return undefined;
      results.push({ trial, epochs, value });
    }
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
