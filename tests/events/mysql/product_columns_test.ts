import assert from "node:assert/strict";
import { productColumns } from "../../../src/events/mysql/product_columns.ts";

Deno.test("productColumns() names those that the preset uses of a product", () => {
  const columns = {
    session: "visit",
    time: { column: "at", format: "iso" },
    item: "sku",
    categories: { brand: "maker" },
    keys: {},
    numbers: { price: "cost" },
  };
  const products = {
    ...{ table: "p", item: "item", validFrom: "f", validTo: "t" },
    columns: ["cost", "unused"],
  };
  assert.deepEqual(productColumns({ columns, products }), ["cost"]);
  assert.deepEqual(productColumns({ columns }), []);
});
