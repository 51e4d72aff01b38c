import assert from "node:assert/strict";
import { fillTop } from "../../src/recommend/fill_top.ts";
import { popularityOrder } from "../../src/recommend/popularity_order.ts";
import { SparseScores } from "../../src/recommend/sparse_scores.ts";

// By popularity: 4, 3, 2, 5.
const POPULARITY = popularityOrder(Int32Array.of(0, 0, 2, 3, 4, 1));

function topOf(length: number, scored: [item: number, score: number][]) {
  const scores = new SparseScores(6);
  for (const [item, score] of scored) scores.add(item, score);
  const list = new Int32Array(length);
  fillTop(list, scores, POPULARITY);
  return [...list];
}

Deno.test("fillTop() lists by score, then by popularity", () => {
  assert.deepEqual(topOf(4, [[2, 1], [5, 7], [3, 1]]), [5, 3, 2, 4]);
});

Deno.test("fillTop() keeps the best where more are scored than fit", () => {
  assert.deepEqual(topOf(2, [[2, 1], [3, 2], [4, 3], [5, 4]]), [5, 4]);
  assert.deepEqual(topOf(1, [[5, 4], [2, 4]]), [2]);
});

Deno.test("fillTop() fills up with popular items, each once", () => {
  assert.deepEqual(topOf(3, [[3, 1]]), [3, 4, 2]);
  assert.deepEqual(topOf(2, []), [4, 3]);
});

Deno.test("fillTop() of an empty list does nothing", () => {
  assert.deepEqual(topOf(0, [[3, 1]]), []);
});
