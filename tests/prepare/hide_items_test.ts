import assert from "node:assert/strict";
import { hideItems } from "../../src/prepare/hide_items.ts";
import { markTargets } from "../../src/prepare/mark_targets.ts";
import { coded, column } from "./frames.ts";

/** 100 sessions of three of 50 items each. */
const TRAIN = markTargets(
  coded({
    session: Array.from({ length: 300 }, (_, row) => Math.floor(row / 3)),
    item: Array.from({ length: 300 }, (_, row) => (row * 7) % 50),
  }),
  { targets: "next" },
);

Deno.test("hideItems() drops all events of a share of the items, by the seed", () => {
  const left = (seed: number) => [
    ...new Set(column(hideItems(TRAIN, { share: 0.3, seed }), "item")),
  ];
  assert.ok(left(1).length >= 28 && left(1).length <= 42, `${left(1).length}`);
  assert.deepEqual(left(1), left(1));
  assert.notDeepEqual(left(1), left(2));
});

Deno.test("hideItems() leaves no session without a target, and no target that comes first", () => {
  const hidden = hideItems(TRAIN, { share: 0.5, seed: 1 });
  const sessions = column(hidden, "session");
  const targets = column(hidden, "target");
  sessions.forEach((session, row) => {
    assert.equal(targets[row], session === sessions[row - 1] ? 1 : 0);
    const others = sessions.filter((it) => it === session);
    assert.ok(others.length > 1);
  });
});

Deno.test("hideItems() leaves all where nothing is to be hidden", () => {
  assert.equal(hideItems(TRAIN, { share: 0, seed: 1 }), TRAIN);
});
