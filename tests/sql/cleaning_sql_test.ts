import assert from "node:assert/strict";
import type { JsonObject } from "../../src/config.ts";
import { cleaningStatements } from "../../src/sql/cleaning_sql.ts";
import { prepareParams } from "../prepare/params.ts";
import { makeTable, queryColumn } from "./query.ts";

/** Session 1 has the events 1 to 5, session 6 the events 6 and 7. */
const before = makeTable(
  "before",
  [
    { n: 1, sid: 1, item: "a", cart: 0, c_brand: null, n_price: null },
    { n: 2, sid: 1, item: "b", cart: 0, c_brand: "x", n_price: 2 },
    { n: 3, sid: 1, item: "b", cart: 0, c_brand: null, n_price: 2 },
    { n: 4, sid: 1, item: "b", cart: 1, c_brand: "x", n_price: null },
    { n: 5, sid: 1, item: "a", cart: 0, c_brand: "x", n_price: 2 },
    { n: 6, sid: 6, item: "a", cart: 0, c_brand: "x", n_price: 2 },
    { n: 7, sid: 6, item: "c", cart: 1, c_brand: "y", n_price: 2 },
  ].map((row) => ({ ...row, piece: 0, time: row.n * 60_000 })),
);

const CASES: [string, JsonObject, number[]][] = [
  ["cutAtCart", {}, [1, 2, 3, 4, 5, 6, 7]],
  ["require", { require: ["price"] }, [2, 3, 4, 5, 6, 7]],
  ["uniqueInSession.brand", {}, [1, 2, 3, 4, 6, 7]],
  ["uniqueInSession.item", {}, [1, 2, 4, 6, 7]],
  ["dropRepeats", {}, [1, 2, 4, 5, 6, 7]],
  ["sessionEvents", { minSessionEvents: 3 }, [1, 2, 3, 4, 5]],
  ["sessionEvents", { maxSessionEvents: 4 }, [6, 7]],
  ["endAtCart", {}, [6, 7]],
  ["keepLast", { keepLast: 2 }, [4, 5, 6, 7]],
  ["maxSessionMinutes", { maxSessionMinutes: 3 }, [6, 7]],
  ["maxSessionMinutes", { maxSessionMinutes: 4 }, [1, 2, 3, 4, 5, 6, 7]],
];

for (const [name, params, expected] of CASES) {
  Deno.test(`cleaningStatements() of ${name} with ${JSON.stringify(params)} keeps ${expected}`, async () => {
    const [statement, ...more] = cleaningStatements(name, {
      ...{ from: "before", to: "after" },
      keep: ["time", "item", "cart", "c_brand", "n_price"],
      prepare: prepareParams(params),
      columnOf: (column) => column === "item" ? column : `c_${column}`,
    });
    assert.deepEqual(more, []);
    assert.ok(statement?.kind === "table");
    const rows = `SELECT n FROM (${statement.select}) kept ORDER BY n`;
    assert.deepEqual(await queryColumn("n", rows, [before]), expected);
  });
}

Deno.test("cleaningStatements() of minItemSupport lets items go, then sessions, and again", async () => {
  const statements = cleaningStatements("minItemSupport", {
    ...{ from: "before", to: "after", keep: [] },
    prepare: prepareParams({ minItemSupport: 3, minSessionEvents: 2 }),
    columnOf: (column) => column,
  });
  assert.deepEqual(statements.map((it) => it.kind), [
    "grow",
    "table",
    "drop",
    "drop",
  ]);
  const [grow] = statements;
  assert.ok(grow?.kind === "grow");
  const tables = grow.tables.map(({ name, select }) =>
    `CREATE TABLE ${name} AS ${select}`
  );
  const round = grow.add.map(({ to, select }) => `INSERT INTO ${to} ${select}`);
  const after = async (rounds: number, name: string, table: string) =>
    (await queryColumn(name, `SELECT ${name} FROM ${table}`, [
      before,
      ...tables,
      ...Array.from({ length: rounds }, () => round).flat(),
    ])).sort();
  // c is rare; without it session 6 is too short; without that a is rare.
  assert.deepEqual(await after(1, "item", "after_items"), ["c"]);
  assert.deepEqual(await after(1, "sid", "after_sessions"), [6]);
  assert.deepEqual(await after(2, "item", "after_items"), ["a", "c"]);
  assert.deepEqual(await after(3, "item", "after_items"), ["a", "c"]);
});
