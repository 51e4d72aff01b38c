import assert from "node:assert/strict";
import fc from "fast-check";
import { cutSessions } from "../../src/prepare/cut_sessions.ts";
import { coded, column } from "./frames.ts";

Deno.test("cutSessions() brings a session's events together in time order, stably", () => {
  const frame = coded({
    session: [0, 1, 0, 1, 0],
    minute: [5, 1, 2, 1, 5],
    item: [10, 11, 12, 13, 14],
  });
  const cut = cutSessions(frame, { gapMinutes: 30 });
  assert.deepEqual(column(cut, "session"), [0, 0, 0, 1, 1]);
  assert.deepEqual(column(cut, "item"), [12, 10, 14, 11, 13]);
});

Deno.test("cutSessions() cuts a user's events after more than the gap, drops nobody's", () => {
  const frame = coded({
    session: [0, 0, 0, 0, 0],
    user: [0, 1, 0, -1, 0],
    minute: [0, 0, 30, 31, 61],
  }).drop("session");
  const cut = cutSessions(frame, { gapMinutes: 30 });
  assert.deepEqual(column(cut, "user"), [0, 0, 0, 1]);
  assert.deepEqual(column(cut, "session"), [0, 0, 1, 2]);
});

Deno.test("cutSessions() by user joins a known user's sessions, not the anonymous ones", () => {
  const frame = coded({
    session: [0, 1, 2, 3],
    user: [0, 0, -1, -1],
  });
  const cut = cutSessions(frame, { gapMinutes: 30, byUser: true });
  assert.deepEqual(column(cut, "session"), [0, 0, 3, 4]);
});

Deno.test("cutSessions() gives a permutation of the rows, sorted by session and time", () => {
  const rows = fc.array(
    fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 9 })),
    { maxLength: 40 },
  );
  fc.assert(fc.property(rows, (events) => {
    const frame = coded({
      session: events.map(([session]) => session),
      minute: events.map(([, minute]) => minute),
    });
    const cut = cutSessions(frame, { gapMinutes: 30 });
    const expected = events.map(([session, minute], row) => [
      session,
      minute,
      row,
    ]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
    assert.deepEqual(column(cut, "item"), expected.map((it) => it[2]));
  }));
});
