import assert from "node:assert/strict";
import { compareModels } from "../../src/promote/model_comparison.ts";

const sessions = Int32Array.of(0, 0, 1, 2, 2, 3);
const slices = new Map([["cart", Int32Array.of(1, 5)]]);
const options = { metric: "mrr@20", slices, confidence: 0.95, seed: 1 };

Deno.test("compareModels() compares on all targets, and on those of a slice", () => {
  const candidate = { ranks: Int32Array.of(1, 2, 1, 1, 4, 1), sessions };
  const reference = { ranks: Int32Array.of(2, 1, 2, 2, 50, 2), sessions };
  const found = compareModels(candidate, reference, options);
  // (1 + 1/2 + 1 + 1 + 1/4 + 1) / 6 and (5 half ones less one + 1) / 6
  assert.equal(found.candidate, 4.75 / 6);
  assert.equal(found.reference, 3 / 6);
  assert.ok(Math.abs(found.lead.difference - 1.75 / 6) < 1e-12);
  const cart = found.slices.cart!;
  assert.deepEqual(
    [cart.targets, cart.candidate, cart.reference, cart.lead.difference],
    [2, 0.75, 0.75, 0],
  );
});
