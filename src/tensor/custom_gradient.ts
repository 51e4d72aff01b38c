import { tf } from "./runtime.ts";

/** The forward pass of an operation and what its gradient needs. */
export interface CustomOperation<T extends tf.Tensor> {
  /** What it gives. */
  readonly value: T;
  /** Tensors that live until the gradient is taken; inputs among them. */
  readonly saved: tf.Tensor[];
  /** Gradients of the inputs, in their order. */
  readonly gradient: (dy: T, saved: tf.Tensor[]) => tf.Tensor[];
}

/**
 * Runs `forward` as one operation of the autodiff tape, with its gradient
 * written out. Tensors made inside are disposed unless saved or returned.
 */
export function customGradient<T extends tf.Tensor>(
  inputs: tf.Tensor[],
  forward: () => CustomOperation<T>,
): T {
  const operation = tf.customGrad<T>((...args) => {
    const save = args.at(-1) as unknown as (tensors: tf.Tensor[]) => void;
    const { value, saved, gradient } = forward();
    save(saved);
    return {
      value,
      gradFunc: (dy, kept) => gradient(dy as T, kept as tf.Tensor[]),
    };
  });
  return operation(...inputs);
}
