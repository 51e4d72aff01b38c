import assert from "node:assert/strict";
import { isShopEvent } from "../../src/serve/is_shop_event.ts";

Deno.test("isShopEvent() takes objects of plain values, and nothing else", () => {
  assert.ok(isShopEvent({}));
  assert.ok(isShopEvent({ product_id: 1, brand: "b", sale: true, size: null }));
  for (
    const value of [null, [], "a", 1, { product: { id: 1 } }, { ids: [1] }]
  ) {
    assert.equal(isShopEvent(value), false, JSON.stringify(value));
  }
});
