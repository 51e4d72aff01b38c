/** A column as a source has it. */
export interface RawColumn {
  /** Its quoted name. */
  readonly sql: string;
  /** Its type, where the engine tells it before it runs: `VARCHAR`. */
  readonly type?: string | undefined;
}

/** Where two SQL engines differ, as far as preparing is concerned. */
export interface Dialect {
  /** A name that may be a keyword or hold any character. */
  quote(name: string): string;
  /** A literal. */
  string(text: string): string;
  /** The text of a column, null where it is empty; whole floats lose their ".0". */
  text(column: RawColumn): string;
  /** The DOUBLE of a column, null where it is none. */
  number(column: RawColumn): string;
  /** Whether a DOUBLE is a number: neither NaN nor infinite, nor null. */
  isFinite(value: string): string;
  /**
   * Milliseconds since the epoch, null where the column does not fit.
   *
   * @throws {InputError} where the dialect cannot read the format.
   */
  time(column: RawColumn, format: string): string;
  /** Ends the query with this message. */
  fail(message: string): string;
  /** The time of milliseconds since the epoch, in UTC. */
  timestamp(milliseconds: string): string;
  /** Day of the week of a time: 1 (Monday) to 7. */
  isoDay(time: string): string;
  /** Quantile over all rows, interpolated linearly. */
  quantile(value: string, share: number): string;
  /** Whether a text holds what a regular expression of ASCII signs finds. */
  matches(value: string, pattern: string): string;
  /** 64 bits that stand for these values. */
  hash(values: readonly string[]): string;
}
