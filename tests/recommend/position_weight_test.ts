import assert from "node:assert/strict";
import {
  positionWeight,
  stepWeight,
  type Weighting,
} from "../../src/recommend/position_weight.ts";

const WEIGHTINGS: Weighting[] = ["same", "linear", "div", "log", "quadratic"];

Deno.test("positionWeight() of the last but one of four events", () => {
  const weights = WEIGHTINGS.map((it) =>
    positionWeight(it, { position: 3, length: 4 })
  );
  assert.deepEqual(weights, [1, 0.9, 3 / 4, 1 / Math.log10(2.7), 9 / 16]);
});

Deno.test("stepWeight() two events back", () => {
  const weights = WEIGHTINGS.map((it) => stepWeight(it, 2));
  assert.deepEqual(weights, [1, 0.8, 1 / 2, 1 / Math.log10(3.7), 1 / 4]);
});

Deno.test("positionWeight() and stepWeight() never rise with age nor fall below 0", () => {
  for (const weighting of WEIGHTINGS) {
    for (let step = 1; step < 50; step++) {
      const weight = (back: number) =>
        positionWeight(weighting, { position: 51 - back, length: 50 });
      assert.ok(weight(step) >= weight(step + 1) && weight(step + 1) >= 0);
      assert.ok(stepWeight(weighting, step) >= stepWeight(weighting, step + 1));
      assert.ok(stepWeight(weighting, step + 1) >= 0);
    }
  }
});
