import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";

/** How a kernel is called; see tfjs-core's `KernelFunc`. */
export interface KernelCall<Inputs, Attributes> {
  /** Tensors by name. */
  readonly inputs: Inputs;
  /** Attributes by name. */
  readonly attrs: Attributes;
  /** The WebAssembly backend. */
  readonly backend: BackendWasm;
}

/** A kernel of one result. */
export type Kernel<Inputs, Attributes> = (
  call: KernelCall<Inputs, Attributes>,
) => tf.TensorInfo;

/**
 * Puts a kernel in the place of the WebAssembly package's own.
 *
 * @param make Gets the package's kernel, to fall back on.
 */
export function replaceKernel<Inputs, Attributes>(
  name: string,
  make: (own: Kernel<Inputs, Attributes>) => Kernel<Inputs, Attributes>,
): void {
  const own = tf.getKernel(name, "wasm");
  tf.unregisterKernel(name, "wasm");
  tf.registerKernel({
    ...own,
    kernelFunc: make(
      own.kernelFunc as unknown as Kernel<Inputs, Attributes>,
    ) as unknown as tf.KernelFunc,
  });
}
