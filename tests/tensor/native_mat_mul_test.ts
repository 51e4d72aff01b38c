import assert from "node:assert/strict";
import { profileOperations } from "../../src/tensor/profile_operations.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "products are transposed as asked, for matrices and batches",
  async ({ close }) => {
    const a = tf.tensor2d([[1, 2], [3, 4], [5, 6]]);
    const b = tf.tensor2d([[1, 0, -1], [2, 1, 0]]);
    const expected = [[5, 2, -1], [11, 4, -3], [17, 6, -5]];
    await close(tf.matMul(a, b), expected.flat());
    await close(tf.matMul(tf.transpose(a), b, true), expected.flat());
    await close(tf.matMul(a, tf.transpose(b), false, true), expected.flat());
    const batches = tf.matMul(tf.stack([a, a]), tf.stack([b, tf.neg(b)]));
    await close(batches, [
      ...expected.flat(),
      ...expected.flat().map((it) => -it),
    ]);
  },
);

onBackends(
  "a product of two matrices is TensorFlow's MatMul, one of batches is not",
  () => {
    const names = (a: tf.Tensor, b: tf.Tensor) => {
      const stop = profileOperations();
      tf.tidy(() => tf.matMul(a, b));
      return stop().map((it) => it.operation);
    };
    assert.deepEqual(names(tf.ones([2, 3]), tf.ones([3, 2])), ["MatMul"]);
    assert.deepEqual(
      names(tf.ones([4, 2, 3]), tf.ones([4, 3, 2])),
      ["BatchMatMulV2"],
    );
  },
  { only: ["tensorflow"] },
);
