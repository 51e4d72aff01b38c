import assert from "node:assert/strict";
import { checkState } from "../../src/setup/check_state.ts";
import { findPython, hasNvidiaGpu } from "../../src/setup/machine.ts";
import { readState, type State } from "../../src/setup/state.ts";

const state = readState();
const ignore = state?.backend !== "tensorflow";

const WASM: State = {
  backend: "wasm",
  version: "4.22.0",
  device: "cpu",
  source: "npm package",
  reason: "Python's pip was not found",
  gpu: hasNvidiaGpu(),
  pip: await findPython() !== undefined,
  secondBest: true,
};

Deno.test({
  name: "checkState() accepts the TensorFlow that is installed",
  ignore,
  fn: async () => assert.equal(await checkState(state!), true),
});

Deno.test({
  name: "checkState() refuses another add-on, package, folder or machine",
  ignore,
  async fn() {
    const others = [
      { addonDigest: "0".repeat(64) },
      { packageVersion: "4.21.0" },
      { folder: "tensorflow-1.0.0-cpu" },
      { gpu: !state!.gpu },
    ];
    for (const other of others) {
      assert.equal(await checkState({ ...state!, ...other }), false);
    }
  },
});

Deno.test("checkState() keeps wasm until pip or a GPU comes or goes", async () => {
  assert.equal(await checkState(WASM), true);
  assert.equal(await checkState({ ...WASM, pip: !WASM.pip }), false);
  assert.equal(await checkState({ ...WASM, gpu: !WASM.gpu }), false);
});
