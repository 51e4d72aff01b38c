import type { tf } from "../tensor/runtime.ts";

/** A packed batch as the network reads it; see {@link packedGru}. */
export interface NetworkInputs {
  /** Number of sessions at each step. */
  readonly counts: readonly number[];
  /** By embedding table, the row of `Values` that each event reads: `[P]`. */
  readonly lookups: Readonly<Record<string, tf.Tensor1D>>;
  /** Scaled numbers: `[P, F]`; undefined where the model reads none. */
  readonly numbers: tf.Tensor2D | undefined;
}

/** What the events of a batch are compared with. */
export interface NetworkTargets {
  /** Slots that predict a target: `[N]`; undefined where all of them do. */
  readonly slots: tf.Tensor1D | undefined;
  /** Row of the output table, or item from {@link FIRST_INDEX} on: `[N]`. */
  readonly labels: tf.Tensor1D;
  /** Undefined: cross entropy over all items. See {@link sessionLoss}. */
  readonly logInclusion: tf.Tensor1D | undefined;
  /** How many rows of the output table, from the first, are items to compare. */
  readonly outputRows: number | undefined;
}
