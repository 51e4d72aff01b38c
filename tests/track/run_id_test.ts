import assert from "node:assert/strict";
import { runId } from "../../src/track/run_id.ts";

Deno.test("runId() is the UTC time and four signs of the random bytes", () => {
  const startedAtMs = Date.UTC(2026, 10, 23, 21, 3, 5, 999);
  assert.equal(
    runId(startedAtMs, new Uint8Array([0, 1, 31, 32])),
    "20261123-210305-ab9a",
  );
});

Deno.test("runId() sorts by time", () => {
  const ids = [0, 59_000, 60_000, 86_400_000].map((ms) => runId(ms));
  assert.deepEqual([...ids].sort(), ids);
});

Deno.test("runId() differs for runs of the same second", () => {
  const ids = Array.from({ length: 20 }, () => runId(0));
  assert.ok(new Set(ids).size > 18, ids.join(" "));
});
