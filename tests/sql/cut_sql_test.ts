import assert from "node:assert/strict";
import { cutAtCartSelect, cutSelect } from "../../src/sql/cut_sql.ts";
import { prepareParams } from "../prepare/params.ts";
import { makeTable, query } from "./query.ts";

const MINUTE = 60_000;

/** Events of two users and of nobody, in no order of time. */
const events = makeTable("events", [
  { rid: 1, session: "b", usr: "anna", time: 5 * MINUTE, cart: 0 },
  { rid: 2, session: "a", usr: null, time: 1 * MINUTE, cart: 0 },
  { rid: 3, session: "b", usr: "anna", time: 4 * MINUTE, cart: 1 },
  { rid: 4, session: "c", usr: "anna", time: 60 * MINUTE, cart: 0 },
  { rid: 5, session: "a", usr: null, time: 1 * MINUTE, cart: 0 },
]);

/** Rows by session, piece and order. */
async function rows(select: string): Promise<number[][]> {
  const found = await query(
    `SELECT * FROM (${select}) cut ORDER BY sid, piece, n`,
    [events],
  );
  const sessions: number[][] = [];
  let last = "";
  for (const { sid, piece, rid } of found) {
    if (`${sid} ${piece}` !== last) sessions.push([]);
    last = `${sid} ${piece}`;
    sessions.at(-1)!.push(rid as number);
  }
  return sessions;
}

const cut = (
  known: { session: boolean; user: boolean },
  prepare: Parameters<typeof prepareParams>[0] = {},
) =>
  rows(cutSelect("SELECT * FROM events", {
    known,
    keep: ["rid", "time", "cart"],
    prepare: prepareParams(prepare),
  }));

const byUser = { split: { by: "leave_one_out" } };

Deno.test("cutSelect() puts sessions by first appearance, events by time, then row", async () => {
  assert.deepEqual(await cut({ session: true, user: true }), [
    [3, 1],
    [2, 5],
    [4],
  ]);
});

Deno.test("cutSelect() cuts a user's events where nothing happened for longer than the gap", async () => {
  const known = { session: false, user: true };
  assert.deepEqual(await cut(known, { sessionGapMinutes: 54 }), [[3, 1], [4]]);
  assert.deepEqual(await cut(known, { sessionGapMinutes: 55 }), [[3, 1, 4]]);
  assert.deepEqual(await cut(known, byUser), [[3, 1, 4]]);
});

Deno.test("cutSelect() takes a known user's whole history, and anonymous sessions after them", async () => {
  assert.deepEqual(await cut({ session: true, user: true }, byUser), [
    [3, 1, 4],
    [2, 5],
  ]);
});

Deno.test("cutAtCartSelect() ends a session at each cart event", async () => {
  const whole = cutSelect("SELECT * FROM events", {
    known: { session: false, user: true },
    keep: ["rid", "time", "cart"],
    prepare: prepareParams({ sessionGapMinutes: 30 }),
  });
  assert.deepEqual(
    await rows(cutAtCartSelect(`(${whole}) whole`, ["rid", "cart"])),
    [[3], [1], [4]],
  );
});
