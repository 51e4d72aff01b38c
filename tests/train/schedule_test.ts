import assert from "node:assert/strict";
import { learningRateAt } from "../../src/train/schedule.ts";
import { trainParams } from "./tiny_training.ts";

Deno.test("learningRateAt() falls by the factor an epoch, from the first on", () => {
  const params = trainParams({ learningRate: 0.004, learningRateDecay: 0.5 });
  const rates = [0, 1, 2].map((epoch) => learningRateAt(params, epoch));
  assert.deepEqual(rates, [0.004, 0.002, 0.001]);
});
