import type { tf } from "../../tensor/runtime.ts";
import type { Values } from "../values.ts";

/** How an encoder drops values while training; it drops none otherwise. */
export type Drop = (x: tf.Tensor2D, rate: number) => tf.Tensor2D;

/** How sessions are encoded. */
export interface EncodeOptions {
  /** Sessions that reach each step of the packed batch; see `packedGru`. */
  readonly counts: readonly number[];
  /** Dropout, where training goes on. */
  readonly drop: Drop;
}

/** Turns a session's events into a vector after each of them. */
export interface Encoder {
  /** Shapes of its parameters, by name. */
  readonly shapes: Readonly<Record<string, number[]>>;
  /** Units of its vectors, `H`. */
  readonly size: number;
  /**
   * A vector after each event, from the events up to it alone.
   *
   * @param values Holds the parameters that {@link shapes} names.
   * @param inputs Of a packed batch: `[P, D]`.
   * @returns `[P, H]`.
   */
  encode(
    values: Values,
    inputs: tf.Tensor2D,
    options: EncodeOptions,
  ): tf.Tensor2D;
}
