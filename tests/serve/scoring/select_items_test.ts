import assert from "node:assert/strict";
import { selectItems } from "../../../src/serve/scoring/select_items.ts";

/** Of the items at indices 2 … 7. */
const SCORES = Float32Array.of(0.5, 2, -1, 2, 0.75, 3);

Deno.test("selectItems() gives the best items, the smaller index first among equals", () => {
  assert.deepEqual(selectItems(SCORES, { k: 4 }), [7, 3, 5, 6]);
  assert.deepEqual(selectItems(SCORES, { k: 9 }), [7, 3, 5, 6, 2, 4]);
  assert.deepEqual(selectItems(SCORES, { k: 0 }), []);
});

Deno.test("selectItems() keeps to the candidates, without what is excluded", () => {
  const candidates = new Set([5, 4, 3, 7, 0, 99]);
  const excluded = new Set([7]);
  assert.deepEqual(selectItems(SCORES, { k: 2, candidates, excluded }), [3, 5]);
  assert.deepEqual(selectItems(SCORES, { k: 2, excluded }), [3, 5]);
  assert.deepEqual(selectItems(SCORES, { k: 2, candidates: new Set() }), []);
});
