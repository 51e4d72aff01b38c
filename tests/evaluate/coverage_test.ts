import assert from "node:assert/strict";
import { coverageMetrics } from "../../src/evaluate/coverage.ts";

// Four items, 2 to 5, with 8, 4, 2 and 2 training events.
const SUPPORT = Int32Array.of(0, 0, 8, 4, 2, 2);
const PREDICTIONS = {
  ranks: Int32Array.of(1, 1),
  top: Int32Array.of(2, 3, /* then */ 2, 4),
  k: 2,
};

Deno.test("coverageMetrics() gives the share of items shown and their popularity", () => {
  const metrics = coverageMetrics(PREDICTIONS, {
    cutoffs: [1, 2],
    support: SUPPORT,
  });
  assert.deepEqual(metrics, {
    "coverage@1": 1 / 4,
    "popularity@1": 1,
    "coverage@2": 3 / 4,
    "popularity@2": (1 + 0.5 + 1 + 0.25) / 4,
  });
});

Deno.test("coverageMetrics() takes the whole list where the cut-off is larger", () => {
  const metrics = coverageMetrics(PREDICTIONS, {
    cutoffs: [2, 20],
    support: SUPPORT,
  });
  assert.equal(metrics["coverage@20"], metrics["coverage@2"]);
  assert.equal(metrics["popularity@20"], metrics["popularity@2"]);
});
