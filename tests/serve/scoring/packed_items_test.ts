import assert from "node:assert/strict";
import {
  packItems,
  unpackItems,
} from "../../../src/serve/scoring/packed_items.ts";

Deno.test("unpackItems() gives what packItems() was given, empty answers too", () => {
  const answers = [[2, 3], [], [5]].map((items) => ({
    items: Int32Array.from(items),
    probabilities: Float32Array.from(items, (it) => 1 / it),
  }));
  const packed = packItems(answers);
  assert.deepEqual([...packed.counts], [2, 0, 1]);
  assert.deepEqual([...packed.items], [2, 3, 5]);
  assert.deepEqual(unpackItems(packed), answers);
});
