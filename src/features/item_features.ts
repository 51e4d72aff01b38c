/**
 * What is known of the items of a vocabulary, as codes: item `i` has those from
 * `offsets[i]` up to, but not including, `offsets[i + 1]`. Padding and OOV have
 * none.
 */
export interface ItemCodes {
  /** How many codes there are: 0 … size − 1. */
  readonly size: number;
  /** Start of each item's codes, and the end of the last's: `[V + 1]`. */
  readonly offsets: Int32Array;
  /** Codes of all items' values, one after the other. */
  readonly codes: Int32Array;
}

/** The same with what the codes are about. */
export interface ItemFeatures extends ItemCodes {
  /** How many of the codes, in their order, belong to each feature. */
  readonly features: Readonly<Record<string, number>>;
  /** What each code stands for. */
  readonly values: readonly string[];
  /**
   * The numbers that were cut into buckets, by feature and item, NaN where one is
   * unknown: `[V]` each; absent where there are none.
   */
  readonly numbers?: Readonly<Record<string, Float64Array>> | undefined;
}
