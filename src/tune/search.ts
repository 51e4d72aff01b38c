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
   * gives its best value until then; undefined where it was interrupted, or
   * stopped by the signal, as it turned out to be too weak.
   */
  readonly train: (
    trial: number,
    epochs: number,
    weak: AbortSignal,
  ) => Promise<number | undefined>;
  /** Trials that train at the same time. @default {1} */
  readonly parallel?: number;
  /** Called with trials that train no more. */
  readonly onGivenUp?: (trials: readonly TrialResult[]) => Promise<void>;
}

/**
 * Trains trials rung by rung; of equally good ones the earlier go on. Whoever
 * has no trial of a rung left to train begins with the next one ahead of time,
 * with what is best so far, as asynchronous halving does (ASHA: Li et al., "A
 * system for massively parallel hyperparameter tuning", MLSys 2020); unlike
 * there, what was begun in vain is stopped and has no say, so that the result
 * does not depend on who was faster. What is done again after an interruption
 * must only be looked up by `train`.
 *
 * @returns All trials, those that came furthest first, among them the best;
 * undefined where it was interrupted.
 */
export async function search(
  rungs: readonly Rung[],
  { train, parallel = 1, onGivenUp }: SearchOptions,
): Promise<TrialResult[] | undefined> {
  const halving = new Halving(rungs, { train, parallel });
  let ranking: TrialResult[] = [];
  for (const rung of rungs.keys()) {
    const results = await halving.finish(rung);
    if (results === undefined) return undefined;
    const givenUp = results.slice(halving.trialsOf(rung + 1).length);
    await onGivenUp?.(givenUp);
    ranking = [...givenUp, ...ranking];
  }
  return ranking;
}

/** A trial that is being trained. */
interface Work {
  readonly trial: number;
  readonly weak: AbortController;
  readonly done: Promise<void>;
}

class Halving {
  readonly #rungs: readonly Rung[];
  readonly #options: Required<Pick<SearchOptions, "train" | "parallel">>;
  /** By rung, the value of each trial that has been through it. */
  readonly #values: readonly Map<number, number>[];
  readonly #works = new Set<Work>();
  #interrupted = false;

  constructor(
    rungs: readonly Rung[],
    options: Required<Pick<SearchOptions, "train" | "parallel">>,
  ) {
    this.#rungs = rungs;
    this.#options = options;
    this.#values = rungs.map(() => new Map());
  }

  /**
   * Trains what is left of a rung, the best first then; undefined where it was
   * interrupted. No trial that is given up trains any more.
   */
  async finish(rung: number): Promise<TrialResult[] | undefined> {
    const trials = this.trialsOf(rung);
    while (!trials.every((it) => this.#values[rung]!.has(it))) {
      while (!this.#interrupted && this.#works.size < this.#options.parallel) {
        const next = this.#next(rung);
        if (next === undefined) break;
        this.#begin(next);
      }
      if (this.#works.size === 0) return undefined;
      await Promise.race([...this.#works].map(({ done }) => done));
    }
    await this.#stopAllBut(this.trialsOf(rung + 1));
    return this.#interrupted ? undefined : this.#ranked(rung, trials);
  }

  /** The trials of a rung, in their order, once the rung before is done. */
  trialsOf(rung: number): number[] {
    if (rung === this.#rungs.length) return [];
    const { trials } = this.#rungs[rung]!;
    if (rung === 0) return Array.from({ length: trials }, (_, trial) => trial);
    const before = this.#ranked(rung - 1, this.trialsOf(rung - 1));
    return before.filter((it) => it.value > -Infinity).slice(0, trials)
      .map((it) => it.trial).sort((a, b) => a - b);
  }

  /** Of the rung what has not begun, else the next rung's best so far. */
  #next(rung: number): { trial: number; rung: number } | undefined {
    const trials = this.trialsOf(rung);
    const open = trials.find((it) => this.#isOpen(it, rung));
    if (open !== undefined) return { trial: open, rung };
    if (rung + 1 === this.#rungs.length) return undefined;
    const best = this.#ranked(rung, trials)
      .filter((it) => it.value > -Infinity)
      .slice(0, this.#rungs[rung + 1]!.trials)
      .find((it) => this.#isOpen(it.trial, rung + 1));
    return best && { trial: best.trial, rung: rung + 1 };
  }

  #isOpen(trial: number, rung: number): boolean {
    const trains = [...this.#works].some((it) => it.trial === trial);
    return !trains && !this.#values[rung]!.has(trial);
  }

  #begin({ trial, rung }: { trial: number; rung: number }): void {
    const weak = new AbortController();
    const { epochs } = this.#rungs[rung]!;
    const done = this.#options.train(trial, epochs, weak.signal)
      .then((value) => {
        if (value !== undefined) this.#values[rung]!.set(trial, value);
        else if (!weak.signal.aborted) this.#interrupted = true;
      })
      .finally(() => this.#works.delete(work));
    const work = { trial, weak, done };
    this.#works.add(work);
    // Whoever waits is told too; of two that fail one is enough.
    done.catch(() => {});
  }

  async #stopAllBut(kept: readonly number[]): Promise<void> {
    const works = [...this.#works].filter(({ trial }) => !kept.includes(trial));
    for (const { weak } of works) weak.abort();
    await Promise.all(works.map(({ done }) => done));
  }

  /** Those of the trials that have been through the rung, the best first. */
  #ranked(rung: number, trials: readonly number[]): TrialResult[] {
    const { epochs } = this.#rungs[rung]!;
    const values = this.#values[rung]!;
    return trials.filter((it) => values.has(it))
      .map((trial) => ({ trial, epochs, value: values.get(trial)! }))
      .sort((a, b) => b.value - a.value || a.trial - b.trial);
  }
}
