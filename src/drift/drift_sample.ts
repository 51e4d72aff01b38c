/** A column of texts by number. */
export interface CodedTexts {
  /** Position in {@link values}, below 0 where unknown. */
  readonly codes: Int32Array;
  /** Each text once. */
  readonly values: readonly string[];
}

/** Sessions of events as they were before encoding, for comparing: E events. */
export interface DriftSample {
  /** What it is called: a file, a dataset, a split of it. */
  readonly name: string;
  /** Start of each session among the events, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
  /** Milliseconds since the epoch: `[E]`. */
  readonly times: Float64Array;
  /** 1 where the event puts the item into the cart: `[E]`. */
  readonly carts: Uint8Array;
  /** Product of each event, below 0 where training would not know it: `[E]`. */
  readonly items: CodedTexts;
  /** User of each session, below 0 where anonymous: `[S]`. */
  readonly users?: CodedTexts | undefined;
  /** By column: `[E]` each. */
  readonly categories: Readonly<Record<string, CodedTexts>>;
  /** By column, NaN where missing: `[E]` each. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /**
   * Events so far at each event, where sessions are requests that a server was
   * asked: their times are no more than hours. `[E]`
   */
  readonly lengths?: Float64Array | undefined;
}
