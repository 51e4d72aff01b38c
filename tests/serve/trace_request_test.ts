import assert from "node:assert/strict";
import { traceRequest } from "../../src/serve/trace_request.ts";

// What comes of it where Deno traces: tests/e2e/tracing_test.ts.
Deno.test("traceRequest() does nothing where nobody traces", () => {
  assert.equal(
    traceRequest({ method: "GET", route: "/ping", seen: {} }),
    undefined,
  );
});
