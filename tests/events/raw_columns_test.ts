import assert from "node:assert/strict";
import { rawColumns } from "../../src/events/raw_columns.ts";

Deno.test("rawColumns() names each column once", () => {
  const columns = {
    session: "visit",
    time: { column: "at", format: "iso", plusMs: "ms" },
    item: "sku",
    event: { column: "did", cart: "add" },
    categories: { brand: "maker", product: "sku" },
    keys: { hash: "h" },
    numbers: { price: "cost" },
  };
  assert.deepEqual(
    rawColumns(columns),
    ["visit", "at", "ms", "sku", "did", "maker", "h", "cost"],
  );
});
