import "@tensorflow/tfjs-backend-wasm";
// tfjs-core cannot differentiate by itself: this registers the gradients.
import "@tensorflow/tfjs-layers";
import { registerSegmentSum } from "./wasm/segment_sum.ts";

/**
 * Makes the WebAssembly backend known, with the kernels that training needs
 * and the package lacks. It computes on one thread, with SIMD where the machine
 * has it.
 */
export function loadWasm(): void {
  registerSegmentSum();
}
