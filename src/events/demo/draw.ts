import type { Prng } from "../../random.ts";

/** An index below `count`, all alike likely. */
export function drawIndex(prng: Prng, count: number): number {
  return Math.floor(prng() * count);
}

/** Running sums of weights, from which {@link drawWeighted} draws. */
export function runningSums(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sums[i] = sum += weights[i]!;
  return sums;
}

/** An index with a probability proportional to its weight. */
export function drawWeighted(prng: Prng, sums: Float64Array): number {
  const goal = prng() * sums[sums.length - 1]!;
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= goal) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Weights 1, 2^-s, 3^-s, … of Zipf's law. */
export function zipfWeights(count: number, exponent: number): Float64Array {
  return new Float64Array(count).map((_, rank) => (rank + 1) ** -exponent);
}
