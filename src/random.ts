/**
 * Seeded random numbers. A generator is passed to whoever draws; there is no
 * global one, so the same seed gives the same result.
 */

/** Draws the next number, uniform in [0, 1). */
export type Prng = () => number;

/**
 * A generator of period 2^64 or more with 128 bits of state: sfc32 of Chris
 * Doty-Humphrey's PractRand. Several seeds (a run's seed, an epoch, a step) give
 * a stream of their own, so that a resumed run draws what it would have drawn.
 */
export function seededPrng(...seeds: number[]): Prng {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  seeds.forEach((seed, place) => {
    a ^= seed | 0;
    b ^= Math.floor(seed / 2 ** 32) | 0;
    // Without this a seed of 0 would only go on with the stream before it.
    c ^= place + 1;
    for (let round = 0; round < 12; round++) next();
  });
  return next;
}

/** A draw from the normal distribution of mean 0 and deviation 1 (Box–Muller). */
export function drawNormal(prng: Prng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - prng()));
  return radius * Math.cos(2 * Math.PI * prng());
}

/** Shuffles in place, every order alike likely (Fisher–Yates). */
export function shuffle(values: Int32Array, prng: Prng): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(prng() * (last + 1));
    const value = values[last]!;
    values[last] = values[other]!;
    values[other] = value;
  }
}
