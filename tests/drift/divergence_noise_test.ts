import assert from "node:assert/strict";
import {
  jensenShannonNoise,
  stabilityNoise,
} from "../../src/drift/divergence_noise.ts";
import { jensenShannon } from "../../src/drift/jensen_shannon.ts";
import { populationStability } from "../../src/drift/population_stability.ts";
import { seededPrng } from "../../src/random.ts";

const BINS = 8;
const SIZES = { reference: 3000, current: 700 };

/** Counts of values of one distribution, drawn anew. */
function drawCounts(size: number, prng: () => number): Float64Array {
  const counts = new Float64Array(BINS);
  for (let n = 0; n < size; n++) counts[Math.floor(BINS * prng() ** 1.5)]!++;
  return counts;
}

Deno.test("stabilityNoise() and jensenShannonNoise() say what samples of one distribution come to", () => {
  const prng = seededPrng(11);
  const options = { bins: BINS, ...SIZES, alpha: 0.05 };
  const pairs = Array.from({ length: 600 }, () => [
    drawCounts(SIZES.reference, prng),
    drawCounts(SIZES.current, prng),
  ]);
  const cases = [
    [populationStability, stabilityNoise(options)],
    [jensenShannon, jensenShannonNoise(options)],
  ] as const;
  for (const [divergence, { expected, quantile }] of cases) {
    const values = pairs.map(([a, b]) => divergence(a!, b!));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const passed = values.filter((it) => it > quantile).length / values.length;
    assert.ok(Math.abs(mean / expected - 1) < 0.06, `${mean}, ${expected}`);
    assert.ok(passed > 0.02 && passed < 0.08, `${passed} pass 5 %`);
  }
});
