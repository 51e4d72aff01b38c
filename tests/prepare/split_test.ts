import assert from "node:assert/strict";
import fc from "fast-check";
import pl from "nodejs-polars";
import { split, type Splits } from "../../src/prepare/split.ts";
import { coded, column } from "./frames.ts";
import { prepareParams } from "./params.ts";

/** Ten sessions of two events; session 9 is the first in time. */
const ten = coded({
  session: Array.from({ length: 20 }, (_, row) => row >> 1),
  minute: Array.from({ length: 20 }, (_, row) => 100 - row),
  user: Array.from({ length: 20 }, (_, row) => (row >> 1) % 3 - 1),
});

function items(splits: Splits): Record<string, number[]> {
  return {
    train: column(splits.train, "item"),
    validation: column(splits.validation, "item"),
    test: column(splits.test, "item"),
  };
}

Deno.test("split() by time holds the last sessions out, validation before test", () => {
  const params = prepareParams({ split: { validation: 0.2, test: 0.1 } });
  assert.deepEqual(items(split(ten, params)), {
    train: [18, 19, 16, 17, 14, 15, 12, 13, 10, 11, 8, 9, 6, 7],
    validation: [4, 5, 2, 3],
    test: [0, 1],
  });
});

Deno.test("split() by time holds nothing out where the share is 0", () => {
  const params = prepareParams({ split: { validation: 0, test: 0.1 } });
  assert.equal(split(ten, params).validation.height, 0);
});

Deno.test("split() by leave_one_out predicts the last event, and the one before it", () => {
  const frame = coded({ session: [0, 0, 0, 0, 1, 1, 1] });
  const splits = split(
    frame,
    prepareParams({ split: { by: "leave_one_out" } }),
  );
  assert.deepEqual(items(splits), {
    train: [0, 1],
    validation: [0, 1, 2, 4, 5],
    test: [0, 1, 2, 3, 4, 5, 6],
  });
  assert.deepEqual(column(splits.train, "target"), [0, 1]);
  assert.deepEqual(column(splits.validation, "target"), [0, 0, 1, 0, 1]);
  assert.deepEqual(column(splits.test, "target"), [0, 0, 0, 1, 0, 0, 1]);
});

Deno.test("split() by the original's rule tests known users' last sessions", () => {
  // Users by session: -1 0 1 -1 0 1 -1 0 1 -1; in time, session 9 comes first.
  const params = prepareParams({
    split: { by: "original", validation: 0, test: 0.25 },
  });
  const splits = split(ten, params);
  assert.deepEqual(column(splits.test, "item"), [4, 5, 2, 3, 0, 1]);
  assert.equal(splits.train.height, 14);
});

Deno.test("split() with a given test set takes validation from the end of training", () => {
  const given = coded({ session: [0, 0, 0], item: [1, 2, 3] })
    .withColumns(pl.Series("target", Uint8Array.of(0, 0, 1)));
  const params = prepareParams({ split: { by: "given", validation: 0.1 } });
  const splits = split(ten, params, given);
  assert.equal(splits.train.height, 18);
  assert.deepEqual(column(splits.validation, "item"), [0, 1]);
  assert.deepEqual(column(splits.test, "target"), [0, 0, 1]);
});

Deno.test("split() wants a test set where one is to be given", () => {
  assert.throws(
    () => split(ten, prepareParams({ split: { by: "given" } })),
    /^InputError: .* a test set is wanted: --test FILE$/,
  );
});

Deno.test("split() refuses to leave nothing to train on, and cart by leave_one_out", () => {
  const one = coded({ session: [0, 0] });
  assert.throws(
    () => split(one, prepareParams()),
    /^InputError: No session with something to predict is left to train on/,
  );
  const params = prepareParams({
    task: "cart",
    split: { by: "leave_one_out" },
  });
  assert.throws(() => split(ten, params), /^InputError: .*next is wanted/);
});

Deno.test("split() partitions the sessions, and training comes before test", () => {
  const session = fc.record({
    events: fc.integer({ min: 2, max: 5 }),
    user: fc.integer({ min: -1, max: 3 }),
  });
  const by = fc.constantFrom("time", "original");
  const sessions = fc.array(session, { minLength: 8, maxLength: 30 });
  fc.assert(fc.property(sessions, by, (all, by) => {
    const frame = coded({
      session: all.flatMap((it, s) => Array(it.events).fill(s)),
      user: all.flatMap((it) => Array(it.events).fill(it.user)),
    });
    let splits: Splits;
    try {
      splits = split(frame, prepareParams({ split: { by } }));
    } catch (error) {
      assert.equal(by, "original", String(error));
      return;
    }
    const { train, validation, test } = items(splits);
    assert.deepEqual(
      [...train!, ...validation!, ...test!].sort((a, b) => a - b),
      column(frame, "item"),
    );
    if (by === "time") {
      assert.ok(Math.max(...train!) < Math.min(...validation!));
      assert.ok(Math.max(...validation!) < Math.min(...test!));
    }
  }));
});
