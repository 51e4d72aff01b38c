import assert from "node:assert/strict";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../on_backends.ts";

onBackends("clone() outlives what it was made of", async ({ close }) => {
  const x = tf.mul(tf.tensor1d([1, 2]), 3);
  const clone = tf.clone(x), second = tf.clone(clone);
  x.dispose();
  await close(clone, [3, 6]);
  clone.dispose();
  await close(second, [3, 6]);
  for (const dtype of ["int32", "bool"] as const) {
    const values = tf.tensor1d([0, 1], dtype);
    const copy = tf.clone(values);
    values.dispose();
    assert.equal(copy.dtype, dtype);
    await close(copy, [0, 1]);
  }
});

onBackends(
  "clone() shares the numbers, and the last one frees them",
  () => {
    const backend = tf.engine().backend;
    const before = backend.numDataIds();
    const x = tf.tensor1d([1, 2]);
    const clones = [tf.clone(x), tf.clone(x)];
    assert.equal(backend.numDataIds(), before + 1);
    x.dispose();
    tf.dispose(clones);
    assert.equal(backend.numDataIds(), before);
  },
  { only: ["wasm"] },
);
