import assert from "node:assert/strict";
import { storeItemCodes } from "../../src/model/store_item_codes.ts";

Deno.test("storeItemCodes() stores how many codes each item has, and all of them", () => {
  const stored = storeItemCodes({
    size: 5,
    offsets: Int32Array.of(0, 0, 2, 3),
    codes: Int32Array.of(4, 0, 1),
  });
  assert.deepEqual(stored, {
    "item_feature.counts": { shape: [3], data: Float32Array.of(0, 2, 1) },
    "item_feature.codes": { shape: [3], data: Float32Array.of(4, 0, 1) },
  });
});
