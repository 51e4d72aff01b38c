import assert from "node:assert/strict";
import { upsertReport } from "../../src/store/upsert_report.ts";

Deno.test("upsertReport() tells new rows from changed ones", () => {
  const info = "Records: 9  Duplicates: 2  Warnings: 0";
  assert.deepEqual(upsertReport({ affectedRows: 7, info }, 9), {
    rows: 9,
    inserted: 3,
    changed: 2,
  });
  assert.deepEqual(upsertReport({ affectedRows: 0, info: "" }, 0), {
    rows: 0,
    inserted: 0,
    changed: 0,
  });
});
