import assert from "node:assert/strict";
import { dropDuplicates } from "../../src/prepare/drop_duplicates.ts";
import { coded, column } from "./frames.ts";

Deno.test("dropDuplicates() keeps the first event on a value in each session", () => {
  const frame = coded({
    session: [0, 0, 0, 1, 1],
    item: [7, 8, 7, 7, 7],
  });
  const kept = dropDuplicates(frame, "item");
  assert.deepEqual(column(kept, "session"), [0, 0, 1]);
  assert.deepEqual(column(kept, "item"), [7, 8, 7]);
});

Deno.test("dropDuplicates() keeps the cart event beside the first one", () => {
  const frame = coded({
    session: [0, 0, 0],
    item: [7, 7, 7],
    cart: [0, 0, 1],
  });
  assert.deepEqual(column(dropDuplicates(frame, "item"), "time"), [0, 120_000]);
});

Deno.test("dropDuplicates() takes two unknown values for different ones", () => {
  const frame = coded({ session: [0, 0, 0], brand: [-1, -1, 3] });
  assert.equal(dropDuplicates(frame, "brand").height, 3);
});
