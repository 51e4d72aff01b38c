import assert from "node:assert/strict";
import { pickItemParts } from "../../src/model/item_parts.ts";
import { SHOP_SIZES } from "./tiny_shop.ts";

const KNOWN = SHOP_SIZES.knownItems!;

Deno.test("pickItemParts() gives the codes of items, the place of each one's item and their scale", () => {
  const parts = pickItemParts(KNOWN, Int32Array.of(7, 1, 2));
  assert.deepEqual(parts.codes, Int32Array.of(3, 1, 2, 0, 2));
  assert.deepEqual(parts.owners, Int32Array.of(0, 0, 0, 2, 2));
  assert.deepEqual(
    parts.scale,
    Float32Array.of(1 / Math.sqrt(3), 0, 1 / Math.sqrt(2)),
  );
  assert.deepEqual(parts.keep, Float32Array.of(1, 1, 1));
});

Deno.test("pickItemParts() numbers codes as it is told", () => {
  const parts = pickItemParts(KNOWN, Int32Array.of(2, 4), {
    number: (code) => 10 * code,
  });
  assert.deepEqual(parts.codes, Int32Array.of(0, 20, 10));
});

Deno.test("pickItemParts() leaves out own rows only of items that have features", () => {
  let asked = 0;
  const parts = pickItemParts(KNOWN, Int32Array.of(0, 2, 3, 4, 5), {
    dropped: () => asked++ !== 1,
  });
  assert.equal(asked, 3);
  assert.deepEqual(parts.keep, Float32Array.of(1, 0, 1, 1, 0));
});
