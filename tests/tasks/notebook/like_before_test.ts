import assert from "node:assert/strict";
import { likeBefore } from "../../../tasks/notebook/like_before.ts";

Deno.test("likeBefore() compares neighbours within a session, and with chance", () => {
  const codes = [5, 5, 6, 6, 6, 5];
  const sessions = [0, 0, 0, 1, 1, 1];
  // Pairs: 5 5, 5 6 | 6 6, 6 5. By chance: (3/6)² + (3/6)².
  assert.deepEqual(likeBefore(codes, sessions), { share: 0.5, chance: 0.5 });
});

Deno.test("likeBefore() leaves out what has no value", () => {
  assert.deepEqual(likeBefore([-1, 4, -1, -1, 4, 4], [0, 0, 0, 0, 0, 0]), {
    share: 1,
    chance: 1,
  });
  assert.deepEqual(likeBefore([-1], [0]), { share: 0, chance: 0 });
});
