import { tf } from "../../src/tensor/runtime.ts";

/** Tensors that a second call leaves behind; the first may fill caches. */
export async function tensorsLeft(
  call: () => unknown | Promise<unknown>,
): Promise<number> {
  await call();
  const before = tf.memory().numTensors;
  await call();
  return tf.memory().numTensors - before;
}
