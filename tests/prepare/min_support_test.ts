import assert from "node:assert/strict";
import fc from "fast-check";
import { minSupport } from "../../src/prepare/min_support.ts";
import { coded, column } from "./frames.ts";

const options = { minItemSupport: 2, minSessionEvents: 2, endAtCart: false };

Deno.test("minSupport() drops again until nothing is rare and nothing short", () => {
  // Item 9 is rare; without it session 1 is too short, which makes item 8 rare,
  // without which session 2 is too short; session 0 stays whole.
  const frame = coded({
    session: [0, 0, 1, 1, 2, 2, 3, 3],
    item: [1, 2, 8, 9, 8, 1, 1, 2],
  });
  const kept = minSupport(frame, options);
  assert.deepEqual(column(kept, "session"), [0, 0, 3, 3]);
  assert.deepEqual(column(kept, "item"), [1, 2, 1, 2]);
});

Deno.test("minSupport() drops a session that is too short from the start", () => {
  const frame = coded({ session: [0, 1, 1], item: [1, 1, 1] });
  assert.deepEqual(column(minSupport(frame, options), "session"), [1, 1]);
});

Deno.test("minSupport() drops a session that has lost its cart event at the end", () => {
  const frame = coded({
    session: [0, 0, 0, 1, 1, 2, 2],
    item: [1, 2, 9, 1, 2, 1, 2],
    cart: [0, 0, 1, 0, 1, 0, 1],
  });
  const kept = minSupport(frame, { ...options, endAtCart: true });
  assert.deepEqual(column(kept, "session"), [1, 1, 2, 2]);
});

Deno.test("minSupport() leaves only items and sessions with enough events", () => {
  const events = fc.array(
    fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 6 })),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(fc.property(events, (rows) => {
    rows.sort((a, b) => a[0] - b[0]);
    const frame = coded({
      session: rows.map(([session]) => session),
      item: rows.map(([, item]) => item),
    });
    const kept = minSupport(frame, { ...options, minItemSupport: 3 });
    for (const [name, least] of [["item", 3], ["session", 2]] as const) {
      const values = column(kept, name);
      for (const value of values) {
        assert.ok(values.filter((it) => it === value).length >= least);
      }
    }
  }));
});
