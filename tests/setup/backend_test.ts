import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { BACKENDS, parseBackend } from "../../src/setup/backend.ts";

Deno.test("parseBackend() knows every backend", () => {
  assert.deepEqual(BACKENDS.map(parseBackend), [
    "tensorflow",
    "webgpu",
    "wasm",
  ]);
});

Deno.test("parseBackend() names the backends there are", () => {
  assert.throws(
    () => parseBackend("cuda"),
    new InputError(
      'Unknown backend "cuda": one of tensorflow, webgpu, wasm is wanted',
    ),
  );
});
