/**
 * Numbers the rows of a table that a batch needs, in order of their first
 * request: the batch gathers each row once and refers to it by this number.
 */
export class RowIndex {
  /** Batch in which a row was last requested, by row. */
  readonly #batch: Int32Array;
  /** Number that the row got in that batch, by row. */
  readonly #number: Int32Array;
  #current = 1;
  #rows: number[] = [];

  /**
   * No row has a place at first.
   *
   * @param size Rows of the table.
   */
  constructor(size: number) {
    this.#batch = new Int32Array(size);
    this.#number = new Int32Array(size);
  }

  /** Forgets all rows: a new batch begins. */
  clear(): void {
    this.#current++;
    this.#rows = [];
  }

  /** The number of a row within the batch. */
  add(row: number): number {
    if (this.#batch[row] !== this.#current) {
      this.#batch[row] = this.#current;
      this.#number[row] = this.#rows.length;
      this.#rows.push(row);
    }
    return this.#number[row]!;
  }

  /** Rows of the batch so far. */
  get size(): number {
    return this.#rows.length;
  }

  /** The rows of the batch, by number. */
  rows(): Int32Array {
    return Int32Array.from(this.#rows);
  }
}
