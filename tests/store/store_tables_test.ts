import assert from "node:assert/strict";
import { storeTables } from "../../src/store/store_tables.ts";

Deno.test("storeTables() quotes names, whatever the dataset is called", () => {
  assert.deepEqual(storeTables("a`b"), {
    events: "`a``b_events`",
    products: "`a``b_products`",
    prepared: "`a``b_prepared`",
  });
  assert.throws(() => storeTables("x".repeat(60)), /more than 64 characters/);
});
