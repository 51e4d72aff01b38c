import assert from "node:assert/strict";
import { installTensorFlow } from "../../src/setup/install_tensorflow.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";

const progress = () => {};

Deno.test("installTensorFlow() says where PyPI has none", async () => {
  const machine = {
    os: "windows",
    arch: "x86_64",
    gpu: true,
    python: "python",
  } as const;
  await assert.rejects(
    installTensorFlow(machine, { progress }),
    new Unavailable("PyPI has no TensorFlow 2.21.0 for windows on x86_64"),
  );
});

Deno.test("installTensorFlow() says where there is no pip", async () => {
  const machine = {
    os: "linux",
    arch: "x86_64",
    gpu: false,
    python: undefined,
  } as const;
  await assert.rejects(
    installTensorFlow(machine, { progress }),
    new Unavailable("Python's pip was not found"),
  );
});
