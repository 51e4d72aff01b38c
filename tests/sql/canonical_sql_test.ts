import assert from "node:assert/strict";
import { testParams } from "../prepare/params.ts";
import { canonicalSelect, ROW } from "../../src/sql/canonical_sql.ts";
import { duckdbDialect as dialect } from "../../src/sql/duckdb_dialect.ts";
import { makeTable, query } from "./query.ts";

const row = {
  ...{ session: "s", user: null, time: "2020-01-01 00:00:01", item: "a" },
  ...{ event: "view", brand: null, price: null },
};
const { events } = testParams();
const columns = {
  ...(events as Extract<typeof events, { format: "csv" }>).columns,
};

const canonical = (rows: readonly Record<string, string | number | null>[]) =>
  query(
    canonicalSelect(columns, {
      raw: { select: "SELECT * FROM log", name: "log.csv", rowOffset: 1 },
      dialect,
    }),
    [makeTable(
      "log",
      rows.map((it, at) => ({ [ROW]: at + 1, ...row, ...it })),
    )],
  );

Deno.test("canonicalSelect() makes empty texts null, times milliseconds and the cart a flag", async () => {
  assert.deepEqual(
    await canonical([
      { user: "", event: "cart", price: "1.5", brand: "" },
      {
        user: "anna",
        time: "1970-01-01T00:00:00.250Z",
        price: "NaN",
        item: "",
      },
      { user: "anna", time: "", brand: "x" },
    ]),
    [
      {
        ...{ rid: 1, session: "s", usr: null, time: 1577836801000, item: "a" },
        ...{ cart: 1, c_brand: null, n_price: 1.5 },
      },
      {
        ...{ rid: 2, session: "s", usr: "anna", time: 250, item: null },
        ...{ cart: 0, c_brand: null, n_price: null },
      },
      {
        ...{ rid: 3, session: "s", usr: "anna", time: null, item: "a" },
        ...{ cart: 0, c_brand: "x", n_price: null },
      },
    ],
  );
});

Deno.test("canonicalSelect() ends a query at a value that is no number or no time", async () => {
  await assert.rejects(
    canonical([{}, { price: "cheap" }]),
    /log.csv, row 3: price is "cheap", a number is wanted/,
  );
  await assert.rejects(
    canonical([{ time: "yesterday" }]),
    /log.csv, row 2: time is "yesterday", a time \(iso\) is wanted/,
  );
});
