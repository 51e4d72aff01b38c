import assert from "node:assert/strict";
import { progressSchema, startProgress } from "../../src/train/progress.ts";

Deno.test("startProgress() is progress before the first step, new each time", () => {
  const progress = startProgress();
  assert.deepEqual(progressSchema.parse(progress), {
    epoch: 0,
    step: 0,
    optimizerStep: 0,
    lossSum: 0,
    lossCount: 0,
    history: [],
    best: null,
    stopped: false,
  });
  progress.history.push({
    epoch: 1,
    loss: 2,
    learningRate: 0.1,
    validation: {},
  });
  assert.deepEqual(startProgress().history, []);
});
