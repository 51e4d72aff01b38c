import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { dropUntargeted, markTargets } from "../../src/prepare/mark_targets.ts";
import { coded, column } from "./frames.ts";

const frame = coded({
  session: [0, 0, 0, 1, 1, 2],
  cart: [0, 1, 1, 1, 0, 1],
});

Deno.test("markTargets() marks every event but the first for next", () => {
  const marked = markTargets(frame, { targets: "next" });
  assert.deepEqual(column(marked, "session"), [0, 0, 0, 1, 1]);
  assert.deepEqual(column(marked, "target"), [0, 1, 1, 0, 1]);
});

Deno.test("markTargets() marks a cart event at the end, drops other sessions, for cart", () => {
  const marked = markTargets(frame, { targets: "cart" });
  assert.deepEqual(column(marked, "session"), [0, 0, 0]);
  assert.deepEqual(column(marked, "target"), [0, 0, 1]);
});

Deno.test("markTargets() marks the last event alone for last", () => {
  const marked = markTargets(frame, { targets: "last" });
  assert.deepEqual(column(marked, "target"), [0, 0, 1, 0, 1]);
});

Deno.test("dropUntargeted() keeps given targets that have an event before them", () => {
  const given = frame.withColumns(
    pl.Series("target", Uint8Array.of(1, 0, 1, 0, 0, 1)),
  );
  const kept = dropUntargeted(given);
  assert.deepEqual(column(kept, "session"), [0, 0, 0]);
  assert.deepEqual(column(kept, "target"), [0, 0, 1]);
});
