import assert from "node:assert/strict";
import { keepSessions } from "../../src/prepare/keep_sessions.ts";
import { coded, column } from "./frames.ts";

Deno.test("keepSessions() keeps whole sessions by their rows", () => {
  const frame = coded({ session: [3, 3, 5, 8, 8] });
  const kept = keepSessions(frame, (start, end) => end - start === 2);
  assert.deepEqual(column(kept, "session"), [3, 3, 8, 8]);
});
