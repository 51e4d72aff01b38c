import assert from "node:assert/strict";
import {
  drawIndex,
  drawWeighted,
  runningSums,
  zipfWeights,
} from "../../../src/events/demo/draw.ts";
import { seededPrng } from "../../../src/random.ts";

Deno.test("drawIndex() covers all indices and no more", () => {
  assert.equal(drawIndex(() => 0, 3), 0);
  assert.equal(drawIndex(() => 1 - 2 ** -32, 3), 2);
});

Deno.test("runningSums() adds up weights", () => {
  assert.deepEqual([...runningSums([1, 0, 2.5])], [1, 1, 3.5]);
});

Deno.test("drawWeighted() draws by weight and never what weighs nothing", () => {
  const sums = runningSums([0, 1, 0, 3]);
  const prng = seededPrng(1);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 10_000; i++) counts[drawWeighted(prng, sums)]!++;
  assert.equal(counts[0], 0);
  assert.equal(counts[2], 0);
  assert.ok(Math.abs(counts[3]! / 10_000 - 0.75) < 0.02);
  assert.equal(drawWeighted(() => 0, sums), 1);
});

Deno.test("zipfWeights() fall by Zipf's law", () => {
  assert.deepEqual([...zipfWeights(3, 1)], [1, 1 / 2, 1 / 3]);
});
