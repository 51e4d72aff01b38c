import * as tf from "@tensorflow/tfjs-core";
import { attribute, runOp } from "./native.ts";
import { productPrecision } from "./precision.ts";

type Inputs = { a: tf.Tensor; b: tf.Tensor };

/**
 * Gives products of two matrices to TensorFlow's MatMul. tfjs gives all products
 * to the operation for batches of matrices, which takes two to four times as
 * long for small ones; but only that one can multiply in `bfloat16`.
 */
export function registerNativeMatMul(): void {
  const own = tf.getKernel("BatchMatMul", "tensorflow");
  tf.unregisterKernel("BatchMatMul", "tensorflow");
  tf.registerKernel({
    ...own,
    kernelFunc: (call) => {
      const { a, b } = call.inputs as unknown as Inputs;
      const areMatrices = a.shape.length === 2 && b.shape.length === 2;
      if (!areMatrices || productPrecision() === "bfloat16") {
        return own.kernelFunc(call);
      }
      const { transposeA, transposeB } = call
        .attrs as unknown as tf.BatchMatMulAttrs;
      return runOp("MatMul", [a, b], {
        attributes: [
          attribute.type("T", "float32"),
          attribute.bool("transpose_a", transposeA),
          attribute.bool("transpose_b", transposeB),
        ],
      })[0]!;
    },
  });
}
