import assert from "node:assert/strict";
import {
  itemCodesSelect,
  itemPropertiesSelect,
} from "../../src/sql/item_sql.ts";
import { makeTable, query } from "./query.ts";

Deno.test("itemCodesSelect() numbers items by their first appearance", async () => {
  const events = makeTable("events", [
    { rid: 4, item: "a" },
    { rid: 2, item: "b" },
    { rid: 3, item: "a" },
    { rid: 9, item: "c" },
  ]);
  const select = itemCodesSelect("SELECT * FROM events");
  assert.deepEqual(await query(`${select} ORDER BY code`, [events]), [
    { value: "b", code: 0 },
    { value: "a", code: 1 },
    { value: "c", code: 2 },
  ]);
});

Deno.test("itemPropertiesSelect() takes of each split the last that is known", async () => {
  const row = (part: string, session: number, k: number) => ({
    ...{ part, session, k, item: "a" },
  });
  const told = makeTable("told", [
    { ...row("train", 0, 1), c_brand: "old", n_price: 1 },
    { ...row("train", 1, 2), c_brand: "new", n_price: null },
    { ...row("train", 1, 3), c_brand: "Unknown", n_price: null },
    { ...row("train", 0, 9), c_brand: "older", n_price: 2 },
    { ...row("test", 0, 1), c_brand: "Unknown", n_price: 5 },
  ]);
  const select = itemPropertiesSelect("told", {
    categories: [{ column: "c_brand" }],
    numbers: ["price"],
  });
  assert.deepEqual(await query(`${select} ORDER BY part`, [told]), [
    { part: "test", item: "a", c_brand: null, n_price: 5 },
    { part: "train", item: "a", c_brand: "new", n_price: 2 },
  ]);
});
