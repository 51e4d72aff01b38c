import assert from "node:assert/strict";
import { inputTables } from "../../src/model/input_tables.ts";
import { SHOP_SIZES, tinyParams } from "./tiny_shop.ts";

Deno.test("inputTables() has a table of items, and of users and categories where they are read", () => {
  assert.deepEqual(inputTables(tinyParams(), SHOP_SIZES, 7), {
    "item.embedding": [7, 6],
  });
  const params = tinyParams({ userSize: 3, categorySize: 2 });
  assert.deepEqual(inputTables(params, SHOP_SIZES, 8), {
    "item.embedding": [8, 6],
    "user.embedding": [4, 3],
    "category.brand.embedding": [5, 2],
  });
  assert.deepEqual(inputTables(params, { ...SHOP_SIZES, users: 0 }, 8), {
    "item.embedding": [8, 6],
    "category.brand.embedding": [5, 2],
  });
});
