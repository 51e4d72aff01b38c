/** What a model recommends for the sessions of a sample: S lists. */
export interface Recommended {
  /** Start of each list among the items, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
  /** Index of each product: `[L]`. */
  readonly items: Int32Array;
  /** The model's probability of the first of each list: `[S]`. */
  readonly best: Float64Array;
  /** Products by index. */
  readonly catalogue: readonly string[];
}
