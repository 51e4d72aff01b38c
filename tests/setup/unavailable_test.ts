import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";

Deno.test("Unavailable is no InputError: setup goes on after it", () => {
  const error = new Unavailable("pip was not found");
  assert.equal(String(error), "Unavailable: pip was not found");
  assert.ok(!(error instanceof InputError));
});
