import assert from "node:assert/strict";
import { retrainParamsSchema } from "../../src/params/retrain_params.ts";
import {
  RETRAIN_WHEN,
  retrainReasons,
  type RetrainSituation,
} from "../../src/promote/retrain_reasons.ts";

const DAY_MS = 86_400_000;
const params = retrainParamsSchema.parse({});
const when = RETRAIN_WHEN.filter((it) => it !== "always");
const calm: RetrainSituation = {
  learnedToMs: 0,
  newestMs: DAY_MS,
  newEvents: 100,
  windowEvents: 10_000,
  drifted: [],
};

Deno.test("retrainReasons() finds none where little has come and nothing has changed", () => {
  assert.deepEqual(retrainReasons(calm, { when, params }), []);
});

Deno.test("retrainReasons() tells of age, of new events and of drift", () => {
  const situation = {
    ...calm,
    newestMs: 7.5 * DAY_MS,
    newEvents: 2500,
    drifted: ["item", "brand", "type", "price", "session length"],
  };
  assert.deepEqual(retrainReasons(situation, { when, params }), [
    "schedule: the champion has seen nothing of the last 7.5 days, 7 are allowed",
    "data: 2,500 events are new, 25 % of the window, 20 % are worth a training",
    "drift: item, brand, type, price and 1 more",
  ]);
  const asked = { when: ["drift" as const], params };
  assert.equal(retrainReasons(situation, asked).length, 1);
});

Deno.test("retrainReasons() trains where there is no champion, or it is asked for", () => {
  const first = { ...calm, learnedToMs: null };
  assert.deepEqual(retrainReasons(first, { when, params }), [
    "there is no champion that tells its age",
  ]);
  assert.deepEqual(retrainReasons(calm, { when: ["always"], params }), [
    "always: asked for",
  ]);
});
