import assert from "node:assert/strict";
import { uniteLists } from "../../src/recommend/unite_lists.ts";

function ranking(scores: Record<number, number>) {
  const items = Object.keys(scores).map(Number)
    .sort((a, b) => scores[b]! - scores[a]!);
  return {
    items: Int32Array.from(items),
    scores: Float32Array.from(items, (item) => scores[item]!),
  };
}

/** Logs as what they are logs of, rounded. */
function exponents(logs: Float64Array): number[] {
  return [...logs].map((it) => Math.round(Math.exp(it) * 1e6) / 1e6);
}

Deno.test("uniteLists() gives each item the logs of its shares of both lists", () => {
  // e^ln3 : e^0 = 3 : 1; votes 6 : 2; half of the last share where not listed.
  const { items, model, neighbours } = uniteLists(
    ranking({ 5: Math.log(3), 7: 0 }),
    ranking({ 9: 6, 7: 2 }),
  );
  assert.deepEqual([...items], [5, 7, 9]);
  assert.deepEqual(exponents(model), [0.75, 0.25, 0.125]);
  assert.deepEqual(exponents(neighbours), [0.125, 0.25, 0.75]);
});

Deno.test("uniteLists() passes over items that only fill the neighbours' list", () => {
  const { items, neighbours } = uniteLists(
    ranking({ 5: 1 }),
    ranking({ 6: 2, 7: 0 }),
  );
  assert.deepEqual([...items], [5, 6]);
  assert.deepEqual(exponents(neighbours), [0.5, 1]);
});

Deno.test("uniteLists() bears neighbours without any vote, and high logits", () => {
  const { items, model, neighbours } = uniteLists(
    ranking({ 5: 2000, 6: 2000 }),
    ranking({ 7: 0 }),
  );
  assert.deepEqual([...items], [5, 6]);
  assert.deepEqual(exponents(model), [0.5, 0.5]);
  assert.deepEqual([...neighbours], [0, 0]);
});
