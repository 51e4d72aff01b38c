import * as tf from "@tensorflow/tfjs-core";
import {
  type Kernel,
  type KernelCall,
  replaceKernel,
} from "./replace_kernel.ts";

interface Inputs {
  readonly x: tf.TensorInfo;
  readonly indices: tf.TensorInfo;
}

/**
 * Gathers whole rows by copying each at once; the package's own kernel, which
 * knows every axis, reckons the place of each number.
 */
export function registerRowGather(): void {
  replaceKernel(
    "GatherV2",
    (own: Kernel<Inputs, tf.GatherV2Attrs>) => (call) =>
      isOfRows(call) ? gatherRows(call) : own(call),
  );
}

function isOfRows(
  { inputs: { x }, attrs }: KernelCall<Inputs, tf.GatherV2Attrs>,
): boolean {
  return attrs.axis === 0 && attrs.batchDims === 0 && x.dtype === "float32";
}

function gatherRows(
  { inputs: { x, indices }, backend }: KernelCall<Inputs, tf.GatherV2Attrs>,
): tf.TensorInfo {
  const [rows, ...rowShape] = x.shape;
  const width = tf.util.sizeFromShape(rowShape);
  const gathered = backend.makeOutput([...indices.shape, ...rowShape], x.dtype);
  // Views only now: making the output may have moved the heap.
  const from = backend.typedArrayFromHeap(x);
  const to = backend.typedArrayFromHeap(gathered);
  backend.typedArrayFromHeap(indices).forEach((row, i) => {
    if (row < 0 || row >= rows!) {
      throw new RangeError(`Cannot gather row ${row} of ${rows}`);
    }
    to.set(from.subarray(row * width, (row + 1) * width), i * width);
  });
  return gathered;
}
