import assert from "node:assert/strict";
import { boundDuration } from "../../src/prepare/bound_duration.ts";
import { coded, column } from "./frames.ts";

Deno.test("boundDuration() keeps a session of exactly 30 minutes, not a longer one", () => {
  const frame = coded({
    session: [0, 0, 1, 1, 2],
    minute: [0, 30, 0, 30.01, 99],
  });
  assert.deepEqual(column(boundDuration(frame, 30), "session"), [0, 0, 2]);
});
