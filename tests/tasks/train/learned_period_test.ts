import assert from "node:assert/strict";
import { learnedPeriod } from "../../../tasks/train/learned_period.ts";
import { makeSequences } from "../../recommend/make_sequences.ts";

const DATASET = {
  train: makeSequences([[2, 3], [3, 2]]),
  validation: makeSequences([[2, 3, 4]]),
};

Deno.test("learnedPeriod() is that of training and validation together", () => {
  const times = [...DATASET.train.times, ...DATASET.validation.times];
  assert.deepEqual(learnedPeriod(DATASET), {
    fromMs: Math.min(...times),
    toMs: Math.max(...times),
    events: 7,
  });
});

Deno.test("learnedPeriod() takes the period of a training split that memory does not hold", () => {
  const whole = { fromMs: -9e9, toMs: 9e9, events: 500 };
  const learned = learnedPeriod(DATASET, whole);
  assert.deepEqual(learned, { ...whole, events: 503 });
});
