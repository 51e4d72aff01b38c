import assert from "node:assert/strict";
import { planRungs } from "../../src/tune/rungs.ts";

Deno.test("planRungs() gives a third of the trials three times the epochs", () => {
  assert.deepEqual(planRungs({ trials: 27, minEpochs: 1, maxEpochs: 9 }), [
    { trials: 27, epochs: 1 },
    { trials: 9, epochs: 3 },
    { trials: 3, epochs: 9 },
  ]);
});

Deno.test("planRungs() ends at the most epochs, and never without a trial", () => {
  const plan = planRungs({ trials: 3, minEpochs: 2, maxEpochs: 10, eta: 2 });
  assert.deepEqual(plan, [
    { trials: 3, epochs: 2 },
    { trials: 1, epochs: 4 },
    { trials: 1, epochs: 8 },
    { trials: 1, epochs: 10 },
  ]);
  assert.deepEqual(planRungs({ trials: 5, minEpochs: 4, maxEpochs: 3 }), [
    { trials: 5, epochs: 3 },
  ]);
});
