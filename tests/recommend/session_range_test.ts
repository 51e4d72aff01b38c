import assert from "node:assert/strict";
import { sessionRange } from "../../src/recommend/session_range.ts";
import { SHOP } from "../model/tiny_shop.ts";

Deno.test("sessionRange() gives the sessions with all their columns", () => {
  const range = sessionRange(SHOP, { from: 1, to: 3 });
  assert.deepEqual([...range.offsets], [0, 3, 5]);
  assert.deepEqual([...range.items], [3, 3, 6, 4, 7]);
  assert.deepEqual([...range.targets], [0, 1, 1, 0, 1]);
  assert.deepEqual([...range.carts], [0, 0, 0, 0, 0]);
  assert.deepEqual([...range.times], [...SHOP.times.slice(4, 9)]);
  assert.deepEqual([...range.users], [0, 3]);
  assert.deepEqual([...range.categories["brand"]!], [3, 3, 1, 2, 4]);
  assert.deepEqual(
    range.numbers["price"],
    SHOP.numbers["price"]!.subarray(4, 9),
  );
});

Deno.test("sessionRange() gives all sessions, or none", () => {
  assert.deepEqual(sessionRange(SHOP, { from: 0, to: 4 }), SHOP);
  const none = sessionRange(SHOP, { from: 2, to: 2 });
  assert.deepEqual([...none.offsets], [0]);
  assert.equal(none.items.length, 0);
});
