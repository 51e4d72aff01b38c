import assert from "node:assert/strict";
import { duckdbDialect as dialect } from "../../src/sql/duckdb_dialect.ts";
import { scalerSelect, vocabularySelect } from "../../src/sql/fit_sql.ts";
import { makeTable, query } from "./query.ts";

const told = (rows: readonly object[]) =>
  makeTable("told", rows.map((row) => ({ part: "train", ...row })));

Deno.test("vocabularySelect() numbers training values by support, then by their bytes", async () => {
  const values = ["b", "é", "a", "Z", "é", null, "rare", "a", "Z", "b"];
  const rows = [
    ...values.map((item) => ({ item })),
    { item: "unseen", part: "test" },
    { item: "unseen", part: "test" },
    { item: "b" },
  ];
  const select = vocabularySelect("item", { from: "told", minFrequency: 2 });
  assert.deepEqual(await query(`${select} ORDER BY idx`, [told(rows)]), [
    { value: "b", support: 3, idx: 2 },
    { value: "Z", support: 2, idx: 3 },
    { value: "a", support: 2, idx: 4 },
    { value: "é", support: 2, idx: 5 },
  ]);
});

async function scaler(kind: "robust" | "standard" | "none", x: number[]) {
  const rows = [
    ...x.map((n_price) => ({ n_price })),
    { n_price: null },
    { n_price: 1e9, part: "test" },
  ];
  const [row] = await query(
    scalerSelect("price", { from: "told", kind, dialect }),
    [told(rows)],
  );
  return row;
}

Deno.test("scalerSelect() gives median and quartiles, mean and deviation of training alone", async () => {
  assert.deepEqual(await scaler("robust", [1, 2, 3, 10]), {
    name: "price",
    center: 2.5,
    scale: 3,
  });
  assert.deepEqual(await scaler("standard", [1, 3, 5, 7]), {
    name: "price",
    center: 4,
    scale: Math.sqrt(5),
  });
  assert.deepEqual(await scaler("none", [1, 3]), {
    name: "price",
    center: 0,
    scale: 1,
  });
});

Deno.test("scalerSelect() only shifts a column that does not vary, and no absent one", async () => {
  const constant = { name: "price", center: 0.1, scale: 1 };
  assert.deepEqual(await scaler("robust", [0.1, 0.1, 0.1]), constant);
  assert.equal((await scaler("standard", [0.1, 0.1, 0.1]))!.scale, 1);
  const absent = { name: "price", center: 0, scale: 1 };
  assert.deepEqual(await scaler("robust", []), absent);
  assert.deepEqual(await scaler("standard", []), absent);
});
