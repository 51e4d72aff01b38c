import assert from "node:assert/strict";
import { dropRepeats } from "../../src/prepare/drop_repeats.ts";
import { coded, column } from "./frames.ts";

Deno.test("dropRepeats() drops an event on the item before it in its session", () => {
  const frame = coded({
    session: [0, 0, 0, 0, 1],
    item: [5, 5, 6, 5, 5],
  });
  const kept = dropRepeats(frame);
  assert.deepEqual(column(kept, "session"), [0, 0, 0, 1]);
  assert.deepEqual(column(kept, "item"), [5, 6, 5, 5]);
});

Deno.test("dropRepeats() keeps the cart event", () => {
  const frame = coded({ session: [0, 0], item: [5, 5], cart: [0, 1] });
  assert.equal(dropRepeats(frame).height, 2);
});
