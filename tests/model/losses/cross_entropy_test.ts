import assert from "node:assert/strict";
import { crossEntropy } from "../../../src/model/losses/cross_entropy.ts";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../../tensor/draw_numbers.ts";
import { finiteDifferences } from "../../tensor/finite_differences.ts";
import { onBackends } from "../../tensor/on_backends.ts";

onBackends(
  "crossEntropy() is the mean surprise of the targets",
  async ({ close }) => {
    // Odds 1 : 3 and 1 : 1 : 2 (as logarithms).
    const two = tf.tensor2d([[0, Math.log(3)]]);
    await close(crossEntropy(two, tf.tensor1d([0], "int32")), [Math.log(4)]);
    const three = tf.tensor2d([[0, 0, Math.log(2)], [5, 5, 5 + Math.log(2)]]);
    await close(
      crossEntropy(three, tf.tensor1d([2, 1], "int32")),
      [(Math.log(2) + Math.log(4)) / 2],
    );
  },
);

onBackends(
  "crossEntropy() differentiates by the logits",
  async ({ close }) => {
    const N = 3, V = 5;
    const labels = [4, 0, 4];
    const logits = drawNumbers(seededPrng(1), N * V);
    const loss = () => 2 * scalarCrossEntropy(logits, labels);
    const gradient = tf.grad((it: tf.Tensor) =>
      tf.mul(2, crossEntropy(it as tf.Tensor2D, tf.tensor1d(labels, "int32")))
    );
    const actual = gradient(tf.tensor2d(Float32Array.from(logits), [N, V]));
    await close(actual, finiteDifferences(logits, loss));
  },
);

onBackends("crossEntropy() bears large logits", async ({ close }) => {
  const logits = tf.tensor2d([[500, -500], [-1000, -1010]]);
  const labels = tf.tensor1d([0, 1], "int32");
  await close(crossEntropy(logits, labels), [
    5 + Math.log1p(Math.exp(-10)) / 2,
  ]);
});

onBackends("crossEntropy() leaves no tensors behind", async ({ leaked }) => {
  const logits = tf.ones([2, 3]) as tf.Tensor2D;
  const labels = tf.tensor1d([0, 1], "int32");
  assert.equal(await leaked(() => crossEntropy(logits, labels).dispose()), 0);
  const gradient = tf.grad((it: tf.Tensor) =>
    crossEntropy(it as tf.Tensor2D, labels)
  );
  assert.equal(await leaked(() => gradient(logits).dispose()), 0);
});

function scalarCrossEntropy(
  logits: Float64Array,
  labels: readonly number[],
): number {
  const V = logits.length / labels.length;
  const losses = labels.map((label, row) => {
    const own = logits.subarray(row * V, (row + 1) * V);
    const total = own.reduce((sum, logit) => sum + Math.exp(logit), 0);
    return Math.log(total) - own[label]!;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / labels.length;
}
