import assert from "node:assert/strict";
import { onlyTargets } from "../../src/evaluate/only_targets.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

Deno.test("onlyTargets() keeps the targets that are wanted, and their sessions", () => {
  const test = makeSequences([[2, 3, 4], [4, 2], [3, 1, 4, 3]]);
  const only = onlyTargets(test, Uint8Array.of(0, 0, 0, 1, 0));
  assert.deepEqual(only.items, Int32Array.of(2, 3, 4, 3, 1, 4, 3));
  assert.deepEqual(only.targets, Uint8Array.of(0, 1, 0, 0, 0, 0, 1));
  assert.deepEqual(only.offsets, Int32Array.of(0, 3, 7));
});
