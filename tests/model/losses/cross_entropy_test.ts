import assert from "node:assert/strict";
import { crossEntropy } from "../../../src/model/losses/cross_entropy.ts";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../../tensor/draw_numbers.ts";
import { finiteDifferences } from "../../tensor/finite_differences.ts";
import { onBackends } from "../../tensor/on_backends.ts";

/** The loss of logits: their product with the unit matrix is themselves. */
function ofLogits(logits: tf.Tensor, labels: number[]): tf.Scalar {
  const items = tf.eye(logits.shape[1]!);
  return crossEntropy(logits as tf.Tensor2D, items, {
    labels: tf.tensor1d(labels, "int32"),
    firstItem: 0,
  });
}

onBackends(
  "crossEntropy() is the mean surprise of the targets",
  async ({ close }) => {
    // Odds 1 : 3 and 1 : 1 : 2 (as logarithms).
    const two = tf.tensor2d([[0, Math.log(3)]]);
    await close(ofLogits(two, [0]), [Math.log(4)]);
    const three = tf.tensor2d([[0, 0, Math.log(2)], [5, 5, 5 + Math.log(2)]]);
    await close(ofLogits(three, [2, 1]), [(Math.log(2) + Math.log(4)) / 2]);
  },
);

onBackends(
  "crossEntropy() differentiates by sessions and items",
  async ({ close }) => {
    const N = 3, V = 5, D = 2;
    const labels = [4, 0, 4];
    const prng = seededPrng(1);
    const sessions = drawNumbers(prng, N * D);
    const items = drawNumbers(prng, V * D);
    const loss = () =>
      2 * scalarCrossEntropy(products(sessions, items, D), labels);
    const gradients = tf.grads((s: tf.Tensor, i: tf.Tensor) =>
      tf.mul(
        2,
        crossEntropy(s as tf.Tensor2D, i as tf.Tensor2D, {
          labels: tf.tensor1d(labels, "int32"),
          firstItem: 0,
        }),
      )
    )([matrix(sessions, D), matrix(items, D)]);
    await close(gradients[0]!, finiteDifferences(sessions, loss), "sessions");
    await close(gradients[1]!, finiteDifferences(items, loss), "items");
  },
  { tolerance: 3e-6 },
);

onBackends(
  "crossEntropy() compares with items alone, not with rows before them",
  async ({ close }) => {
    const D = 2;
    const prng = seededPrng(2);
    const sessions = matrix(drawNumbers(prng, 3 * D), D);
    // By their length alone the first two rows would be ranked first.
    const table = tf.concat([
      tf.tensor2d([[90, -90], [-90, 90]]),
      matrix(drawNumbers(prng, 4 * D), D),
    ]) as tf.Tensor2D;
    const labels = tf.tensor1d([1, 3, 0], "int32");
    const run = (items: tf.Tensor2D, firstItem: number) =>
      tf.valueAndGrads((s: tf.Tensor, i: tf.Tensor) =>
        crossEntropy(s as tf.Tensor2D, i as tf.Tensor2D, { labels, firstItem })
      )([sessions, items]);
    const whole = run(table, 2);
    const alone = run(tf.slice(table, [2, 0], [4, D]) as tf.Tensor2D, 0);
    await close(whole.value, await alone.value.data());
    await close(whole.grads[0]!, await alone.grads[0]!.data());
    await close(whole.grads[1]!, [
      ...[0, 0, 0, 0],
      ...await alone.grads[1]!.data(),
    ]);
  },
);

onBackends(
  "crossEntropy() of many sessions is what it is of each part of them",
  async ({ close }) => {
    // Of 20,000 items not more than 120 rows are worked on together.
    const [N, V, D] = [250, 20_000, 2];
    const prng = seededPrng(4);
    const sessions = matrix(drawNumbers(prng, N * D), D);
    const table = matrix(drawNumbers(prng, V * D), D);
    const labels = Array.from({ length: N }, (_, n) => n * 79);
    const run = (start: number, count: number) =>
      tf.valueAndGrads((s: tf.Tensor, t: tf.Tensor) =>
        tf.mul(
          count,
          crossEntropy(s as tf.Tensor2D, t as tf.Tensor2D, {
            labels: tf.tensor1d(labels.slice(start, start + count), "int32"),
            firstItem: 2,
          }),
        )
      )([tf.slice(sessions, [start, 0], [count, D]), table]);
    const [whole, first, second] = [run(0, N), run(0, 100), run(100, 150)];
    await close(whole.value, await tf.add(first.value, second.value).data());
    const dSessions = tf.concat([first.grads[0]!, second.grads[0]!]);
    await close(whole.grads[0]!, await dSessions.data(), "sessions");
    const dTable = tf.add(first.grads[1]!, second.grads[1]!);
    await close(whole.grads[1]!, await dTable.data(), "table");
  },
  { tolerance: 1e-5, only: ["tensorflow"] },
);

onBackends("crossEntropy() bears large logits", async ({ close }) => {
  const logits = tf.tensor2d([[500, -500], [-1000, -1010]]);
  await close(ofLogits(logits, [0, 1]), [
    5 + Math.log1p(Math.exp(-10)) / 2,
  ]);
});

onBackends("crossEntropy() leaves no tensors behind", async ({ leaked }) => {
  const logits = tf.ones([2, 3]) as tf.Tensor2D;
  const loss = (it: tf.Tensor) => tf.tidy(() => ofLogits(it, [0, 1]));
  assert.equal(await leaked(() => loss(logits).dispose()), 0);
  const gradient = tf.grad(loss);
  assert.equal(await leaked(() => gradient(logits).dispose()), 0);
});

function matrix(values: Float64Array, columns: number): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(values), [
    values.length / columns,
    columns,
  ]);
}

/** Inner products of the rows of two matrices: `[N × V]`. */
function products(a: Float64Array, b: Float64Array, D: number): Float64Array {
  const V = b.length / D;
  return Float64Array.from({ length: a.length / D * V }, (_, at) => {
    const [n, v] = [Math.floor(at / V), at % V];
    let sum = 0;
    for (let d = 0; d < D; d++) sum += a[n * D + d]! * b[v * D + d]!;
    return sum;
  });
}

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
