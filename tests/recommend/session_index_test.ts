import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import {
  indexSessions,
  type Lists,
} from "../../src/recommend/session_index.ts";
import { makeSequences } from "./make_sequences.ts";

function listsOf({ offsets, values }: Lists): number[][] {
  return Array.from(offsets.subarray(1), (end, list) => [
    ...values.subarray(offsets[list], end),
  ]);
}

Deno.test("indexSessions() lists the items of sessions and the sessions of items", () => {
  const train = makeSequences([[3, 2, 3], [2, OOV], [4]]);
  const { itemsOf, sessionsOf } = indexSessions(train, 4);
  assert.deepEqual(listsOf(itemsOf), [[3, 2], [2], [4]]);
  assert.deepEqual(listsOf(sessionsOf), [[], [], [0, 1], [0], [2], []]);
});

Deno.test("indexSessions() numbers sessions by age, whatever their order", () => {
  const train = {
    ...makeSequences([[2, 2], [3, 3], [4, 4]]),
    times: Float64Array.of(10, 90, 20, 30, 40, 90),
  };
  const { itemsOf } = indexSessions(train, 3);
  assert.deepEqual(listsOf(itemsOf), [[3], [2], [4]]);
});
