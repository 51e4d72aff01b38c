/**
 * Scores of a few items of a large catalogue: a dense array of scores, all 0
 * but for the items listed, so that adding, looking up and clearing cost
 * nothing that grows with the catalogue (the sparse accumulator of Gilbert,
 * Moler and Schreiber, "Sparse matrices in MATLAB", 1992, section 3.1.3).
 */
export class SparseScores {
  /** Score by item index: `[size]`. 0 = not scored. */
  readonly values: Float64Array;
  readonly #items: Int32Array;
  #length = 0;

  /**
   * All scores are 0 at first.
   *
   * @param size Number of item indices, padding and OOV among them.
   */
  constructor(size: number) {
    this.values = new Float64Array(size);
    this.#items = new Int32Array(size);
  }

  /** The items scored, each once, in the order in which they came. */
  get items(): Int32Array {
    return this.#items.subarray(0, this.#length);
  }

  /** Adds a positive score to what an item has. */
  add(item: number, score: number): void {
    if (this.values[item] === 0) this.#items[this.#length++] = item;
    this.values[item]! += score;
  }

  /** Takes all scores back. */
  clear(): void {
    for (const item of this.items) this.values[item] = 0;
    this.#length = 0;
  }
}
