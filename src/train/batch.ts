import type { ItemParts } from "../model/item_parts.ts";

/** One training step's data, in typed arrays: no tensor is made yet. */
export interface Batch {
  /** Sessions that reach each step: `[T]`. */
  readonly counts: number[];
  /**
   * Rows that the batch needs of each table, without repeats; of a table that
   * is not here the batch needs the whole.
   */
  readonly rows: Readonly<Record<string, Int32Array>>;
  /** By table, the place among {@link rows} of what each event reads: `[P]`. */
  readonly lookups: Readonly<Record<string, Int32Array>>;
  /** Scaled numbers: `[P × F]`. */
  readonly numbers: Float32Array | undefined;
  /** Slots that predict a target: `[N]`; undefined where all do. */
  readonly slots: Int32Array | undefined;
  /** Output row, or item from the first on, that is each target: `[N]`. */
  readonly labels: Int32Array;
  /** Log of each candidate's chance to be one: `[C]`; undefined: all items. */
  readonly logInclusion: Float32Array | undefined;
  /** Output rows that are candidates or targets; they come first. */
  readonly outputRows: number | undefined;
  /** By table of items, what is known of its {@link rows}, or of the whole. */
  readonly known: Readonly<Record<string, ItemParts>>;
}
