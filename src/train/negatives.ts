import { FIRST_INDEX } from "../features/sequences.ts";
import type { Prng } from "../random.ts";

/**
 * Draws items, with repeats, in proportion to their support to a power.
 */
export class NegativeSampler {
  /** Chance of each item in one draw, by index: `[V]`. */
  readonly chances: Float64Array;
  readonly #cumulative: Float64Array;

  /**
   * Items are drawn by their support to the power of `alpha`.
   *
   * @param support Events of each item in training, by index: `[V]`. What
   * stands before the first item is never drawn, nor is an item without any.
   * @param alpha 0: every item alike; 1: by popularity.
   */
  constructor(support: ArrayLike<number>, alpha: number) {
    this.chances = Float64Array.from(
      support,
      (count, item) => item < FIRST_INDEX || count === 0 ? 0 : count ** alpha,
    );
    const total = this.chances.reduce((sum, weight) => sum + weight, 0);
    this.#cumulative = new Float64Array(this.chances.length);
    let sum = 0;
    for (let item = 0; item < this.chances.length; item++) {
      this.chances[item]! /= total;
      sum += this.chances[item]!;
      this.#cumulative[item] = sum;
    }
  }

  /** Draws `count` items. */
  draw(count: number, prng: Prng): Int32Array {
    const total = this.#cumulative.at(-1)!;
    return Int32Array.from(
      { length: count },
      () => this.#find(prng() * total),
    );
  }

  /** The first item whose cumulative chance exceeds the value. */
  #find(value: number): number {
    let low = 0;
    let high = this.#cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#cumulative[middle]! > value) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
