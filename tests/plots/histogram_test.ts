import assert from "node:assert/strict";
import { histogram } from "../../src/plots/histogram.ts";

Deno.test("histogram() counts by ranges that are alike, the last with its end", () => {
  assert.deepEqual(histogram([0, 1, 1, 2, 4], { bins: 2 }), [
    { from: 0, to: 2, count: 3 },
    { from: 2, to: 4, count: 2 },
  ]);
});

Deno.test("histogram() counts by multiples on a logarithmic scale", () => {
  const bins = histogram([1, 2, 50, 100], { bins: 2, log: true });
  assert.deepEqual(bins.map(({ count }) => count), [2, 2]);
  assert.deepEqual(bins.map(({ to }) => Math.round(to)), [10, 100]);
});

Deno.test("histogram() counts what lies outside of a given range at its ends", () => {
  assert.deepEqual(histogram([-5, 1, 9], { bins: 2, range: [0, 2] }), [
    { from: 0, to: 1, count: 1 },
    { from: 1, to: 2, count: 2 },
  ]);
});

Deno.test("histogram() of nothing has no range", () => {
  assert.deepEqual(histogram([]), []);
});
