import assert from "node:assert/strict";
import { InputError } from "../../../src/errors.ts";
import { ServiceError } from "../../../src/serve/service_error.ts";
import { MlflowError } from "../../../src/track/mlflow/mlflow_error.ts";
import { registryFault } from "../../../tasks/serve/registry_fault.ts";

Deno.test("registryFault() makes a 503 of a registry that is away, and of nothing else", () => {
  const away = registryFault(
    new MlflowError("MLflow at http://shop:5000 cannot be reached", {
      status: 0,
    }),
  );
  assert.ok(away instanceof ServiceError);
  assert.equal(away.status, 503);
  assert.equal(away.message, "MLflow at http://shop:5000 cannot be reached");
  for (
    const other of [
      new MlflowError("it refuses who asks", { status: 401 }),
      new InputError("models:/shop@x names no version of a model"),
      new TypeError("a bug"),
    ]
  ) assert.equal(registryFault(other), other);
});
