/** A round of a search: how many trials train until when. */
export interface Rung {
  /** How many are trained. */
  readonly trials: number;
  /** Epochs that a trial has trained after it, those of rungs before included. */
  readonly epochs: number;
}

/** Options of {@link planRungs}. */
export interface RungsOptions {
  /** Trials that begin. */
  readonly trials: number;
  /** Epochs after which the first are given up. */
  readonly minEpochs: number;
  /** Epochs of those that are never given up. */
  readonly maxEpochs: number;
  /** Of so many trials one goes on, for as many times the epochs. @default {3} */
  readonly eta?: number;
}

/**
 * The rounds of successive halving (Jamieson and Talwalkar, "Non-stochastic best
 * arm identification and hyperparameter optimization", AISTATS 2016): every rung
 * costs about as much as the one before it.
 */
export function planRungs(
  { trials, minEpochs, maxEpochs, eta = 3 }: RungsOptions,
): Rung[] {
  const rungs: Rung[] = [];
  let left = trials;
  let epochs = Math.min(minEpochs, maxEpochs);
  while (true) {
    rungs.push({ trials: left, epochs });
    if (epochs === maxEpochs) return rungs;
    left = Math.max(1, Math.floor(left / eta));
    epochs = Math.min(epochs * eta, maxEpochs);
  }
}
