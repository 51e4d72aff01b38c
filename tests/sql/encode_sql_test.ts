import assert from "node:assert/strict";
import { duckdbDialect as dialect } from "../../src/sql/duckdb_dialect.ts";
import { encodeSelect } from "../../src/sql/encode_sql.ts";
import { makeTable, query } from "./query.ts";

Deno.test("encodeSelect() gives 0 for nobody, 1 for what training has not seen, and scales numbers", async () => {
  const row = { part: "test", session: 0, time: 5, cart: 0, target: 1 };
  const before = [
    makeTable("told", [
      { ...row, k: 2, item: "new", first_usr: null, c_order: "x", n_price: 5 },
      { ...row, k: 1, item: "a", first_usr: null, c_order: "y", n_price: null },
      {
        ...{ ...row, session: 1, k: 1, item: "b" },
        ...{ first_usr: "anna", c_order: "x", n_price: 2 },
      },
      {
        ...{ ...row, part: "train", session: 0, k: 1, item: "b" },
        ...{ first_usr: "anna", c_order: "x", n_price: 2 },
      },
    ]),
    makeTable("v_item", [{ value: "a", idx: 2 }, { value: "b", idx: 3 }]),
    makeTable("v_user", [{ value: "anna", idx: 2 }]),
    makeTable("v_order", [{ value: "x", idx: 2 }]),
    makeTable("scalers", [{ name: "price", center: 1, scale: 0.5 }]),
  ];
  const options = {
    from: "told",
    item: { name: "item", column: "item", vocabulary: "v_item" },
    user: { name: "user", column: "first_usr", vocabulary: "v_user" },
    categories: [{ name: "order", column: "c_order", vocabulary: "v_order" }],
    numbers: ["price"],
    scalers: "scalers",
    dialect,
  };
  const rows = await query(encodeSelect("test", options), before);
  const values = (name: string) => rows.map((row) => row[name]);
  assert.deepEqual(values("session"), [0, 0, 1]);
  assert.deepEqual(values("item"), [2, 1, 3]);
  assert.deepEqual(values("user"), [0, 0, 2]);
  assert.deepEqual(values("order"), [1, 2, 2]);
  assert.deepEqual(values("price"), [0, 8, 2]);

  const codes = makeTable("codes", [
    { value: "a", code: 0 },
    { value: "new", code: 4 },
  ]);
  const coded = encodeSelect("test", { ...options, itemCodes: "codes" });
  const items = (await query(coded, [...before, codes])).map((it) => it.item);
  assert.deepEqual(items, [2, -5, 3]);
});
