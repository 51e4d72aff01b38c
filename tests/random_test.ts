import assert from "node:assert/strict";
import fc from "fast-check";
import { drawNormal, type Prng, seededPrng, shuffle } from "../src/random.ts";

Deno.test("seededPrng() draws these numbers for seed 1", () => {
  const prng = seededPrng(1);
  assert.deepEqual(take(prng, 4), [
    0.5974396483507007,
    0.5672904872335494,
    0.5837001523468643,
    0.033800584031268954,
  ]);
});

Deno.test("seededPrng() draws the same for the same seeds", () => {
  assert.deepEqual(take(seededPrng(7, 3), 50), take(seededPrng(7, 3), 50));
});

Deno.test("seededPrng() tells numbers of seeds, zeros and order apart", () => {
  const seeds = [[], [0], [0, 0], [1], [1, 0], [1, 0, 0], [0, 1], [-1], [
    2 ** 32,
  ], [2 ** 32 + 1]];
  // Long enough to find a stream that only begins later in another one.
  const streams = seeds.map((seed) => take(seededPrng(...seed), 200));
  const numbers = new Set(streams.flat());
  assert.equal(numbers.size, 200 * seeds.length);
});

Deno.test("seededPrng() draws evenly from consecutive seeds", () => {
  // First numbers over a grid of (seed, epoch, step) in 64 bins: χ² has 63
  // degrees of freedom, mean 63, deviation 11.2; 120 is beyond 5 deviations.
  const first = grid(20).map((seeds) => seededPrng(...seeds)());
  assert.ok(chiSquare(first, 64) < 120, String(chiSquare(first, 64)));
  const within = take(seededPrng(5), 8000);
  assert.ok(chiSquare(within, 64) < 120, String(chiSquare(within, 64)));
});

Deno.test("seededPrng() gives consecutive seeds unrelated streams", () => {
  // Correlation of 4,000 pairs of independent numbers deviates by 0.016.
  for (let seed = 0; seed < 5; seed++) {
    for (const neighbour of [[seed + 1], [seed, 0], [seed, 1]]) {
      const a = take(seededPrng(seed), 4000);
      const b = take(seededPrng(...neighbour), 4000);
      assert.ok(Math.abs(correlation(a, b)) < 0.08, `${seed}, ${neighbour}`);
    }
  }
  const epochs = Array.from({ length: 4001 }, (_, i) => seededPrng(1, i)());
  const along = correlation(epochs.slice(1), epochs.slice(0, -1));
  assert.ok(Math.abs(along) < 0.08, String(along));
});

Deno.test("drawNormal() draws with mean 0, deviation 1 and normal tails", () => {
  const prng = seededPrng(2);
  const values = Array.from({ length: 20_000 }, () => drawNormal(prng));
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const square = values.reduce((sum, x) => sum + x * x, 0) / values.length;
  const beyond = values.filter((x) => Math.abs(x) > 1.96).length /
    values.length;
  // Deviations of the three estimates: 0.007, 0.01 and 0.0015.
  assert.ok(Math.abs(mean) < 0.03, String(mean));
  assert.ok(Math.abs(square - 1) < 0.05, String(square));
  assert.ok(Math.abs(beyond - 0.05) < 0.008, String(beyond));
});

Deno.test("drawNormal() is finite where the generator gives 0", () => {
  assert.ok(Number.isFinite(drawNormal(() => 0)));
});

Deno.test("shuffle() keeps the values", () => {
  fc.assert(fc.property(fc.int32Array(), fc.integer(), (values, seed) => {
    const shuffled = values.slice();
    shuffle(shuffled, seededPrng(seed));
    assert.deepEqual(shuffled.sort(), values.sort());
  }));
});

Deno.test("shuffle() brings every order about equally often", () => {
  const counts = new Map<string, number>();
  const prng = seededPrng(3);
  for (let i = 0; i < 6000; i++) {
    const values = Int32Array.of(0, 1, 2);
    shuffle(values, prng);
    counts.set(values.join(), (counts.get(values.join()) ?? 0) + 1);
  }
  // 1,000 of each of the 6 orders, deviation 29.
  assert.equal(counts.size, 6);
  for (const count of counts.values()) {
    assert.ok(Math.abs(count - 1000) < 150, String(count));
  }
});

function take(prng: Prng, count: number): number[] {
  return Array.from({ length: count }, prng);
}

/** All triples of numbers below a bound. */
function grid(bound: number): number[][] {
  const numbers = Array.from({ length: bound }, (_, i) => i);
  return numbers.flatMap((a) =>
    numbers.flatMap((b) => numbers.map((c) => [a, b, c]))
  );
}

/** χ² of numbers in [0, 1) against the uniform distribution. */
function chiSquare(values: number[], bins: number): number {
  const counts = new Int32Array(bins);
  for (const value of values) counts[Math.floor(value * bins)]!++;
  const expected = values.length / bins;
  return counts.reduce(
    (sum, count) => sum + (count - expected) ** 2 / expected,
    0,
  );
}

/** Correlation of pairs of numbers that are uniform in [0, 1). */
function correlation(a: number[], b: number[]): number {
  const sum = a.reduce((total, x, i) => total + (x - 0.5) * (b[i]! - 0.5), 0);
  return 12 * sum / a.length;
}
