import * as tf from "@tensorflow/tfjs-core";
import { type Kernel, replaceKernel } from "./replace_kernel.ts";

type Product = Kernel<
  { a: tf.TensorInfo; b: tf.TensorInfo },
  tf.BatchMatMulAttrs
>;

/**
 * Transposes factors ahead of the product. The package's own kernel can do
 * without, but leaves XNNPACK for three nested loops then: 17 times slower.
 */
export function registerMatrixProduct(): void {
  replaceKernel("BatchMatMul", (own: Product): Product => (call) => {
    const { inputs: { a, b }, attrs: { transposeA, transposeB } } = call;
    if (a.shape.length > 2 || b.shape.length > 2) return own(call);
    if (!transposeA && !transposeB) return own(call);
    const turnsResult = transposeA && !transposeB && sizeOf(a) > sizeOf(b);
    return turnsResult ? turnResult(own, call) : turnFactors(own, call);
  });
}

const PLAIN = { transposeA: false, transposeB: false };

function turnFactors(
  own: Product,
  { inputs: { a, b }, attrs, backend }: Parameters<Product>[0],
): tf.TensorInfo {
  const left = attrs.transposeA ? transpose(a, backend) : a;
  const right = attrs.transposeB ? transpose(b, backend) : b;
  const product = own({ inputs: { a: left, b: right }, attrs: PLAIN, backend });
  if (left !== a) backend.disposeData(left.dataId);
  if (right !== b) backend.disposeData(right.dataId);
  return product;
}

/** `AᵀB = (BᵀA)ᵀ`: where A is the largest of the three, it stays as it is. */
function turnResult(
  own: Product,
  { inputs: { a, b }, backend }: Parameters<Product>[0],
): tf.TensorInfo {
  const left = transpose(b, backend);
  const product = own({ inputs: { a: left, b: a }, attrs: PLAIN, backend });
  const result = transpose(product, backend);
  backend.disposeData(left.dataId);
  backend.disposeData(product.dataId);
  return result;
}

function transpose(
  x: tf.TensorInfo,
  backend: Parameters<Product>[0]["backend"],
): tf.TensorInfo {
  const { kernelFunc } = tf.getKernel("Transpose", "wasm");
  return kernelFunc({
    inputs: { x },
    attrs: { perm: [1, 0] },
    backend,
  }) as tf.TensorInfo;
}

function sizeOf({ shape }: tf.TensorInfo): number {
  return tf.util.sizeFromShape(shape);
}
