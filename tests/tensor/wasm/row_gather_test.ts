import assert from "node:assert/strict";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../on_backends.ts";

onBackends("gather() reads rows of any shape", async ({ close }) => {
  const rows = tf.tensor1d([2, 0, 2], "int32");
  await close(tf.gather(tf.tensor1d([1, 2, 3]), rows), [3, 1, 3]);
  const matrix = tf.tensor2d([[1, 2], [3, 4], [5, 6]]);
  await close(tf.gather(matrix, rows), [5, 6, 1, 2, 5, 6]);
  const deep = tf.gather(tf.reshape(tf.range(0, 12), [3, 2, 2]), rows);
  assert.deepEqual(deep.shape, [3, 2, 2]);
  await close(deep, [8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11]);
});

onBackends("gather() reads by a matrix of rows", async ({ close }) => {
  const rows = tf.tensor2d([[0, 1], [1, 1]], [2, 2], "int32");
  const gathered = tf.gather(tf.tensor2d([[1, 2], [3, 4]]), rows);
  assert.deepEqual(gathered.shape, [2, 2, 2]);
  await close(gathered, [1, 2, 3, 4, 3, 4, 3, 4]);
});

onBackends(
  "gather() reads along other axes and other types",
  async ({ close }) => {
    const places = tf.tensor1d([1, 0], "int32");
    const matrix = tf.tensor2d([[1, 2], [3, 4]]);
    await close(tf.gather(matrix, places, 1), [2, 1, 4, 3]);
    const counts = tf.gather(tf.tensor1d([5, 6], "int32"), places);
    assert.equal(counts.dtype, "int32");
    await close(counts, [6, 5]);
  },
);

onBackends(
  "gather() refuses rows that do not exist",
  () => {
    const matrix = tf.ones([3, 2]);
    for (const row of [-1, 3]) {
      assert.throws(
        () => tf.gather(matrix, tf.tensor1d([0, row], "int32")),
        new RangeError(`Cannot gather row ${row} of 3`),
      );
    }
  },
  { only: ["wasm"] },
);
