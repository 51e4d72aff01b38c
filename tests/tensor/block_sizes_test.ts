import assert from "node:assert/strict";
import { blockSizes } from "../../src/tensor/block_sizes.ts";

Deno.test("blockSizes() cuts rows into 1, 2, 4, … about equal blocks", () => {
  assert.deepEqual(blockSizes(5, 5), [5]);
  assert.deepEqual(blockSizes(5, 4), [2, 3]);
  assert.deepEqual(blockSizes(10, 4), [2, 3, 2, 3]);
  assert.deepEqual(blockSizes(3, 1), [0, 1, 1, 1]);
});
