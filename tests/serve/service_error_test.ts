import assert from "node:assert/strict";
import { ServiceError } from "../../src/serve/service_error.ts";

Deno.test("ServiceError has TorchServe's body", () => {
  assert.deepEqual(ServiceError.unavailable("full", 2).body, {
    code: 503,
    type: "ServiceUnavailableException",
    message: "full",
  });
  assert.deepEqual(ServiceError.unavailable("full", 2).headers, {
    "retry-after": "2",
  });
});
