import * as tf from "@tensorflow/tfjs-core";
import { type Handle, HandleScope } from "./handle_scope.ts";
import { productType } from "./product_type.ts";

type Inputs = { a: tf.Tensor; b: tf.Tensor };

/**
 * Gives products of two matrices to TensorFlow's MatMul. tfjs gives all products
 * to the operation for batches of matrices, which takes two to four times as
 * long for small ones; but only that one can multiply in `bfloat16` on a CPU.
 */
export function registerNativeMatMul(): void {
  const own = tf.getKernel("BatchMatMul", "tensorflow");
  tf.unregisterKernel("BatchMatMul", "tensorflow");
  tf.registerKernel({
    ...own,
    kernelFunc: (call) => {
      const { a, b } = call.inputs as unknown as Inputs;
      const areMatrices = a.shape.length === 2 && b.shape.length === 2;
      if (!areMatrices || productType() === "bfloat16 inside") {
        return own.kernelFunc(call);
      }
      const on = new HandleScope();
      try {
        const [left, right] = on.take([a, b]) as [Handle, Handle];
        const options = call.attrs as unknown as tf.BatchMatMulAttrs;
        return on.give(on.matMul(left, right, options));
      } finally {
        on.dispose();
      }
    },
  });
}
