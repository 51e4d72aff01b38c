import assert from "node:assert/strict";
import type { JsonObject } from "../../src/config.ts";
import { AFTER_ALL } from "../../src/sql/given_rows.ts";
import { splitSelect, targetSql } from "../../src/sql/split_sql.ts";
import { prepareParams } from "../prepare/params.ts";
import { makeTable, query } from "./query.ts";

/** Sessions 1 to 8; 8 ended first, 2 and 3 at the same time. */
const visits = makeTable(
  "visits",
  [
    { sid: 1, usr: "anna", last_time: 10, events: 3, last_cart: 1 },
    { sid: 2, usr: null, last_time: 20, events: 2, last_cart: 0 },
    { sid: 3, usr: "anna", last_time: 20, events: 3, last_cart: 0 },
    { sid: 4, usr: null, last_time: 30, events: 1, last_cart: 0 },
    { sid: 5, usr: null, last_time: 40, events: 3, last_cart: 1 },
    { sid: 6, usr: "ben", last_time: 50, events: 4, last_cart: 0 },
    { sid: 7, usr: null, last_time: 60, events: 3, last_cart: 0 },
    { sid: 8, usr: null, last_time: 5, events: 2, last_cart: 1 },
  ].map((row) => ({ ...row, piece: 0 })),
);

async function split(prepare: JsonObject) {
  const rows = await query(
    `SELECT * FROM (${
      splitSelect("visits", prepareParams(prepare))
    }) parts ORDER BY session`,
    [visits],
  );
  const parts = { train: [], validation: [], test: [] } as Record<
    string,
    unknown[]
  >;
  for (const { part, sid, session } of rows) {
    assert.equal(session, parts[part as string]!.length);
    parts[part as string]!.push(sid);
  }
  return parts;
}

Deno.test("splitSelect() takes the last sessions in time, those that ended together in their order", async () => {
  // Session 4 counts among the eight, but has nothing to predict.
  assert.deepEqual(
    await split({ split: { validation: 0.25, test: 0.125 } }),
    { train: [8, 1, 2, 3], validation: [5, 6], test: [7] },
  );
  assert.deepEqual(await split({ split: { validation: 0, test: 0 } }), {
    train: [8, 1, 2, 3, 5, 6, 7],
    validation: [],
    test: [],
  });
});

Deno.test("splitSelect() holds out at least one session where anything is held out", async () => {
  const { train, validation, test } = await split({
    split: { validation: 0.01, test: 0.01 },
  });
  assert.deepEqual([train!.length, validation, test], [5, [6], [7]]);
});

Deno.test("splitSelect() takes a given test set whole, and what came last of the rest for validation", async () => {
  const given = `SELECT sid + ${AFTER_ALL} AS sid, piece, usr, last_time, ` +
    `events, last_cart FROM visits WHERE sid IN (4, 5, 8)`;
  const rows = await query(
    `SELECT part, sid % ${AFTER_ALL} AS sid FROM (${
      splitSelect(
        "all_visits",
        prepareParams({ split: { by: "given", validation: 0.25, test: 0.5 } }),
      )
    }) parts ORDER BY part, session`,
    [
      visits,
      `CREATE TABLE all_visits AS SELECT sid, piece, usr, last_time, events, last_cart FROM visits UNION ALL ${given}`,
    ],
  );
  const of = (part: string) =>
    rows.filter((row) => row.part === part).map((row) => row.sid);
  assert.deepEqual(["train", "validation", "test"].map(of), [
    [8, 1, 2, 3, 5],
    [6, 7],
    [8, 5],
  ]);
});

Deno.test("splitSelect() by the original's rule takes known users' last sessions", async () => {
  assert.deepEqual(
    await split({ split: { by: "original", validation: 0.25, test: 0.4 } }),
    { train: [8, 1, 2], validation: [], test: [3, 5, 6, 7] },
  );
});

Deno.test("splitSelect() leaves one event out, and drops sessions without a target", async () => {
  assert.deepEqual(await split({ split: { by: "leave_one_out" } }), {
    train: [6],
    validation: [1, 3, 5, 6, 7],
    test: [8, 1, 2, 3, 5, 6, 7],
  });
});

Deno.test("splitSelect() wants a cart event at the end where the task is cart", async () => {
  assert.deepEqual(
    await split({ task: "cart", split: { validation: 0, test: 0 } }),
    { train: [8, 1, 5], validation: [], test: [] },
  );
});

Deno.test("targetSql() marks all but the first event, or only the last", () => {
  assert.equal(targetSql(prepareParams()), "k > 1");
  assert.equal(targetSql(prepareParams({ task: "cart" })), "k = events");
  assert.equal(
    targetSql(prepareParams({ split: { by: "leave_one_out" } })),
    "CASE WHEN part = 'train' THEN k > 1 ELSE k = events END",
  );
  assert.equal(
    targetSql({ ...prepareParams(), marked: true }),
    "CASE WHEN events.target IS NULL THEN k > 1 ELSE k > 1 AND events.target = 1 END",
  );
});
