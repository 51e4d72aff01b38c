import assert from "node:assert/strict";
import { tf } from "../../../src/tensor/runtime.ts";
import {
  type Kernel,
  replaceKernel,
} from "../../../src/tensor/wasm/replace_kernel.ts";
import { onBackends } from "../on_backends.ts";

onBackends(
  "replaceKernel() calls the new kernel, which can fall back on the old",
  async ({ close }) => {
    let calls = 0;
    const own = tf.getKernel("Floor", "wasm");
    replaceKernel("Floor", (old: Kernel<unknown, unknown>) => (call) => {
      calls++;
      return old(call);
    });
    await close(tf.floor(tf.tensor1d([1.5, -1.5])), [1, -2]);
    assert.equal(calls, 1);
    tf.unregisterKernel("Floor", "wasm");
    tf.registerKernel(own);
  },
  { only: ["wasm"] },
);
