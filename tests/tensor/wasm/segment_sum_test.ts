import assert from "node:assert/strict";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../on_backends.ts";

// On all backends: what wasm lacks must do as the others do.
onBackends(
  "unsortedSegmentSum() adds up rows of one segment, others stay 0",
  async ({ close }) => {
    const ids = tf.tensor1d([2, 0, 2, 2], "int32");
    const rows = tf.tensor2d([[1, 2], [3, 4], [5, 6], [7, 8]]);
    const sums = tf.unsortedSegmentSum(rows, ids, 4);
    assert.deepEqual(sums.shape, [4, 2]);
    await close(sums, [3, 4, 0, 0, 13, 16, 0, 0]);
    await close(tf.unsortedSegmentSum(tf.tensor1d([1, 2, 3, 4]), ids, 3), [
      2,
      0,
      8,
    ]);
    const deep = tf.unsortedSegmentSum(tf.ones([4, 2, 3]), ids, 3);
    assert.deepEqual(deep.shape, [3, 2, 3]);
    await close(tf.sum(deep, [1, 2]), [6, 0, 18]);
  },
);

onBackends(
  "unsortedSegmentSum() is the gradient of gather()",
  async ({ close, leaked }) => {
    const table = tf.tensor2d([[1, 2], [3, 4], [5, 6]]);
    const rows = tf.tensor1d([1, 1, 0], "int32");
    const weights = tf.tensor2d([[1, 2], [10, 20], [100, 200]]);
    const gradient = tf.grad((it: tf.Tensor) =>
      tf.sum(tf.mul(tf.gather(it, rows), weights))
    );
    await close(gradient(table), [100, 200, 11, 22, 0, 0]);
    assert.equal(await leaked(() => gradient(table).dispose()), 0);
  },
);
