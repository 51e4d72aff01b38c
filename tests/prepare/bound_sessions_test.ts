import assert from "node:assert/strict";
import { boundSessions } from "../../src/prepare/bound_sessions.ts";
import { coded, column } from "./frames.ts";

Deno.test("boundSessions() keeps sessions with 2 to 3 events, bounds included", () => {
  const frame = coded({ session: [0, 1, 1, 2, 2, 2, 3, 3, 3, 3] });
  const kept = boundSessions(frame, { minEvents: 2, maxEvents: 3 });
  assert.deepEqual(column(kept, "session"), [1, 1, 2, 2, 2]);
});

Deno.test("boundSessions() has no upper bound where it is null", () => {
  const frame = coded({ session: [0, 1, 1, 1, 1, 1] });
  assert.equal(
    boundSessions(frame, { minEvents: 2, maxEvents: null }).height,
    5,
  );
});
