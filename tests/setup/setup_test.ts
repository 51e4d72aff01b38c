import assert from "node:assert/strict";
import { readState } from "../../src/setup/state.ts";
import { describe, setup } from "../../src/setup/setup.ts";

Deno.test("setup() refuses a backend that it does not know", async () => {
  await assert.rejects(setup({ backend: "cuda" }), { name: "InputError" });
});

Deno.test("setup() for the second time takes under a second and one line", async () => {
  const first = await setup();
  const lines: string[] = [];
  const startedAt = performance.now();
  const second = await setup({
    report: (line) => lines.push(line),
    progress: ({ label }) => lines.push(label),
  });
  assert.ok(performance.now() - startedAt < 1000);
  assert.deepEqual(second, first);
  assert.deepEqual(lines, [describe(first)]);
});

Deno.test("setup() gives wasm on request and forgets nothing by that", async () => {
  const before = readState();
  const lines: string[] = [];
  const report = (line: string) => lines.push(line);
  const { backend, device } = await setup({ backend: "wasm", report });
  assert.deepEqual({ backend, device }, { backend: "wasm", device: "cpu" });
  assert.deepEqual(lines, [
    "WebAssembly 4.22.0 on the CPU (npm package): " +
    "asked for, many times slower than TensorFlow",
  ]);
  assert.deepEqual(readState(), before);
});

Deno.test("describe() says what, where, whence and why", () => {
  const line = describe({
    backend: "tensorflow",
    version: "2.21.0",
    device: "cpu",
    source: "PyPI wheel, add-on compiled with g++",
    reason: "no NVIDIA GPU found",
  });
  assert.equal(
    line,
    "TensorFlow 2.21.0 on the CPU (PyPI wheel, add-on compiled with g++): " +
      "no NVIDIA GPU found",
  );
});
