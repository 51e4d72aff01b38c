import assert from "node:assert/strict";
import { targetEvents } from "../../src/evaluate/target_events.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

Deno.test("targetEvents() finds the events to be predicted and their sessions", () => {
  const test = makeSequences([[2, 3, 4], [5], [6, 7]]);
  const { events, sessions } = targetEvents(test);
  assert.deepEqual([...events], [1, 2, 5]);
  assert.deepEqual([...sessions], [0, 0, 2]);
});
