import assert from "node:assert/strict";
import type { JsonObject } from "../../src/config.ts";
import { learningRateAt } from "../../src/train/schedule.ts";
import { trainParams } from "./tiny_training.ts";

/** Rates of all steps: three epochs of four steps, from a rate of 1. */
function rates(changes: JsonObject): number[] {
  const params = trainParams({ learningRate: 1, epochs: 3, ...changes });
  return Array.from(
    { length: 12 },
    (_, step) => learningRateAt(params, { step, stepsPerEpoch: 4 }),
  );
}

function assertClose(actual: number[], expected: number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((rate, step) => {
    assert.ok(Math.abs(rate - expected[step]!) < 1e-12, `${step}: ${rate}`);
  });
}

Deno.test("learningRateAt() falls by the factor an epoch, from the first on", () => {
  const params = trainParams({ learningRate: 0.004, learningRateDecay: 0.5 });
  const found = [0, 4, 8, 11].map((step) =>
    learningRateAt(params, { step, stepsPerEpoch: 4 })
  );
  assert.deepEqual(found, [0.004, 0.002, 0.001, 0.001]);
});

Deno.test("learningRateAt() falls along a line, to the final share after the last step", () => {
  const found = rates({ schedule: "linear", finalLearningRate: 0.4 });
  assertClose(
    found,
    [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45],
  );
});

Deno.test("learningRateAt() falls along half a cosine wave", () => {
  const found = rates({ schedule: "cosine", finalLearningRate: 0.2 });
  // cos 0, cos 60°, cos 90°, cos 120°: 1, .5, 0, −.5.
  assertClose(
    [found[0]!, found[4]!, found[6]!, found[8]!],
    [1, 0.2 + 0.8 * 0.75, 0.6, 0.2 + 0.8 * 0.25],
  );
  for (let step = 1; step < 12; step++) {
    assert.ok(found[step]! < found[step - 1]!);
  }
});

Deno.test("learningRateAt() rises from 0 to what the schedule says", () => {
  const warm = { warmupSteps: 5, learningRateDecay: 0.5 };
  assertClose(
    rates(warm),
    [0.2, 0.4, 0.6, 0.8, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25],
  );
  const line = rates({ schedule: "linear", finalLearningRate: 0.4 });
  const both = rates({
    schedule: "linear",
    finalLearningRate: 0.4,
    warmupSteps: 2,
  });
  assertClose(both, [line[0]! / 2, ...line.slice(1)]);
});
