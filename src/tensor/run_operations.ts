import { HandleScope } from "./handle_scope.ts";
import { isNative } from "./native.ts";
import type { Operations } from "./operations.ts";
import type { tf } from "./runtime.ts";
import { TensorOperations } from "./tensor_operations.ts";

/**
 * Runs what is written in {@link Operations} on tensors: past tfjs where
 * TensorFlow computes. The results are the caller's, or `tf.tidy`'s; none of them
 * may be one of the inputs.
 */
export function runOperations(
  inputs: readonly tf.Tensor[],
  compute: <T>(on: Operations<T>, inputs: readonly T[]) => T[],
): tf.Tensor[] {
  if (!isNative()) return compute(new TensorOperations(), inputs);
  const on = new HandleScope();
  try {
    return compute(on, on.take(inputs)).map((handle) => on.give(handle));
  } finally {
    on.dispose();
  }
}
