import "@tensorflow/tfjs-backend-wasm";
// tfjs-core cannot differentiate by itself: this registers the gradients.
import "@tensorflow/tfjs-layers";
import { registerMatrixProduct } from "./wasm/matrix_product.ts";
import { registerRowGather } from "./wasm/row_gather.ts";
import { registerSegmentSum } from "./wasm/segment_sum.ts";
import { registerSharedIdentity } from "./wasm/shared_identity.ts";

let isLoaded = false;

/**
 * Makes the WebAssembly backend known, with a kernel that training needs and
 * the package lacks, and faster ones where its own would take most of a step.
 * It computes on one thread, with SIMD.
 */
export function loadWasm(): void {
  if (isLoaded) return;
  registerSegmentSum();
  registerMatrixProduct();
  registerRowGather();
  registerSharedIdentity();
  isLoaded = true;
}
