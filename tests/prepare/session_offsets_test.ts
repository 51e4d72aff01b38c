import assert from "node:assert/strict";
import { sessionOffsets } from "../../src/prepare/session_offsets.ts";
import { coded } from "./frames.ts";

Deno.test("sessionOffsets() gives the start of each session and the end of the last", () => {
  const frame = coded({ session: [4, 4, 1, 7, 7, 7] });
  assert.deepEqual([...sessionOffsets(frame)], [0, 2, 3, 6]);
});

Deno.test("sessionOffsets() of no rows is [0]", () => {
  assert.deepEqual([...sessionOffsets(coded({ session: [] }))], [0]);
});
