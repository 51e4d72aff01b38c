/**
 * Encoded sessions as columns of typed arrays: what training, evaluation and
 * the baselines read. Session `s` owns the events `offsets[s]` up to, but not
 * including, `offsets[s + 1]`, in time order.
 */
export interface Sequences {
  /** Start of each session among the events, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
  /** Item index of each event (1 = unseen in training, items from 2): `[E]`. */
  readonly items: Int32Array;
  /** 1 where the event is one to be predicted from those before it: `[E]`. */
  readonly targets: Uint8Array;
  /** 1 where the event puts the item into the cart: `[E]`. */
  readonly carts: Uint8Array;
  /** Milliseconds since the epoch: `[E]`. */
  readonly times: Float64Array;
  /** User index of each session (0 = anonymous, 1 = unseen in training): `[S]`. */
  readonly users: Int32Array;
  /** Index of each event's value, by category column: `[E]` each. */
  readonly categories: Readonly<Record<string, Int32Array>>;
  /** Scaled value of each event, by number column: `[E]` each. */
  readonly numbers: Readonly<Record<string, Float32Array>>;
}

/** Index that fills the unused steps of a padded batch. */
export const PADDING = 0;
/** Index of a value that the training split does not hold. */
export const OOV = 1;
/** Index of the first value of a vocabulary. */
export const FIRST_INDEX = 2;

/** Number of sessions. */
export function sessionCount(sequences: Sequences): number {
  return sequences.offsets.length - 1;
}

/** Number of events to be predicted. */
export function targetCount(sequences: Sequences): number {
  let count = 0;
  const { targets } = sequences;
  for (let event = 0; event < targets.length; event++) count += targets[event]!;
  return count;
}
