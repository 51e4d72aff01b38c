import assert from "node:assert/strict";
import { categoryTable } from "../../src/model/table_names.ts";

Deno.test("categoryTable() names the table of a column", () => {
  assert.equal(categoryTable("brand"), "category.brand.embedding");
});
