import assert from "node:assert/strict";
import { tf } from "../../src/tensor/runtime.ts";
import { loadWasm } from "../../src/tensor/wasm_backend.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "loadWasm() registers kernels once, however often it is called",
  () => {
    const names = ["UnsortedSegmentSum", "BatchMatMul", "GatherV2", "Identity"];
    const kernels = names.map((name) => tf.getKernel(name, "wasm"));
    loadWasm();
    assert.deepEqual(names.map((name) => tf.getKernel(name, "wasm")), kernels);
  },
  { only: ["wasm"] },
);

onBackends(
  "loadWasm() has SIMD where the machine has it",
  async () => {
    const hasSimd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
    // Every release of V8 that Deno has had knows SIMD.
    assert.equal(hasSimd, true);
  },
  { only: ["wasm"] },
);
