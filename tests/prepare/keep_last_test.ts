import assert from "node:assert/strict";
import { keepLast } from "../../src/prepare/keep_last.ts";
import { coded, column } from "./frames.ts";

Deno.test("keepLast() keeps the last two events of each session", () => {
  const frame = coded({ session: [0, 0, 0, 1, 2, 2] });
  assert.deepEqual(column(keepLast(frame, 2), "item"), [1, 2, 3, 4, 5]);
});
