import assert from "node:assert/strict";
import { quoteTable } from "../../src/mysql/quote_table.ts";

Deno.test("quoteTable() takes a table with or without its database", () => {
  assert.equal(quoteTable("events"), "`events`");
  assert.equal(quoteTable("shop.events"), "`shop`.`events`");
  assert.equal(quoteTable("shop.a`.b"), "`shop`.`a``.b`");
});
