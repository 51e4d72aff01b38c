import assert from "node:assert/strict";
import { profileSelects } from "../../src/checks/profile_selects.ts";
import { duckdbDialect as dialect } from "../../src/sql/duckdb_dialect.ts";
import { query } from "../sql/query.ts";

const LOG = `SELECT * FROM (VALUES
  (1, 's', 'a', 3600000, 5e0), (2, 's', 'CafÃ©', 3600001, NULL),
  (3, 's', 'CafÃ©', 3600001, NULL), (4, NULL, 'a', NULL, 7e0)
) log(rid, session, item, log_time, n_price)`;

Deno.test("profileSelects() counts values, times and rows that come twice", async () => {
  const selects = profileSelects({
    rows: LOG,
    columns: {
      ...{ session: "s", time: { column: "t", format: "iso" }, item: "i" },
      ...{ categories: {}, keys: {}, numbers: { price: "p" } },
    },
    dialect,
  });
  const rows = (name: keyof typeof selects) => query(selects[name]!);
  assert.deepEqual(await rows("log_texts"), [
    { name: "session", missing: 1, many: 1, damaged: 0, most: 3 },
  ]);
  assert.deepEqual(await rows("log_numbers"), [{
    ...{ name: "price", missing: 2, many: 2, least: 5, most: 7 },
    ...{ low: 5, median: 5, high: 5 },
  }]);
  assert.deepEqual(await rows("log_repeated"), [{ total: 1 }]);
  assert.deepEqual(await rows("log_blocks"), [{ first: 1, total: 4 }]);
  assert.equal((await rows("log_hours")).length, 2);
  assert.equal((await rows("log_values")).length, 2);
});
