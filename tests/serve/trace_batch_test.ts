import assert from "node:assert/strict";
import { traceBatch } from "../../src/serve/trace_batch.ts";

// What comes of it where Deno traces: tests/e2e/tracing_test.ts.
Deno.test("traceBatch() does nothing where nobody traces", () => {
  const labels = { model_name: "shop", model_version: "1" };
  const report = { sessions: 2, waitedMs: [0, 1], tookMs: 3 };
  assert.equal(traceBatch(labels, report), undefined);
});
