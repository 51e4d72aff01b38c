import assert from "node:assert/strict";
import { SparseScores } from "../../src/recommend/sparse_scores.ts";

Deno.test("SparseScores adds up an item's scores and lists it once", () => {
  const scores = new SparseScores(6);
  scores.add(4, 1);
  scores.add(2, 0.5);
  scores.add(4, 2);
  assert.deepEqual([...scores.items], [4, 2]);
  assert.deepEqual([...scores.values], [0, 0, 0.5, 0, 3, 0]);
});

Deno.test("SparseScores.clear() forgets everything", () => {
  const scores = new SparseScores(4);
  scores.add(3, 1);
  scores.clear();
  assert.deepEqual([...scores.items], []);
  assert.deepEqual([...scores.values], [0, 0, 0, 0]);
  scores.add(2, 1);
  assert.deepEqual([...scores.items], [2]);
});
