import type * as tf from "@tensorflow/tfjs-core";
import { type Kernel, replaceKernel } from "./replace_kernel.ts";

/**
 * Lets clones share the numbers: no kernel changes any. The package's own
 * kernel copies them, and autodiff clones whatever it saves.
 */
export function registerSharedIdentity(): void {
  replaceKernel(
    "Identity",
    (own: Kernel<{ x: tf.TensorInfo }, unknown>) => (call) => {
      const { inputs: { x }, backend } = call;
      if (x.dtype === "string") return own(call);
      backend.incRef(x.dataId);
      return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
    },
  );
}
