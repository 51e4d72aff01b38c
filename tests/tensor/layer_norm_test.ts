import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { layerNorm } from "../../src/tensor/layer_norm.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { drawNumbers } from "./draw_numbers.ts";
import { finiteDifferences } from "./finite_differences.ts";
import { onBackends } from "./on_backends.ts";

const P = 3, H = 5;

function apply(x: tf.Tensor, scale: tf.Tensor, shift: tf.Tensor): tf.Tensor2D {
  return layerNorm(x as tf.Tensor2D, {
    scale: scale as tf.Tensor1D,
    shift: shift as tf.Tensor1D,
  });
}

onBackends(
  "layerNorm() brings rows to mean 0 and variance 1, then scales and shifts",
  async ({ close }) => {
    const x = tf.tensor2d([[1, 3], [100, 300], [7, 7]]);
    const scale = tf.tensor1d([2, 3]), shift = tf.tensor1d([0, 10]);
    // ±1 in each row; nothing where both are alike.
    await close(apply(x, scale, shift), [-2, 13, -2, 13, 0, 10]);
  },
  { tolerance: 1e-5 },
);

onBackends(
  "layerNorm() differentiates by rows, scale and shift",
  async ({ close }) => {
    const x = drawNumbers(seededPrng(1), P * H);
    const scale = drawNumbers(seededPrng(2), H);
    const shift = drawNumbers(seededPrng(3), H);
    const weights = drawNumbers(seededPrng(4), P * H);
    const loss = () => scalarLoss({ x, scale, shift, weights });
    const gradients = tf.grads((a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) =>
      tf.sum(tf.mul(apply(a, b, c), matrix(weights)))
    )([matrix(x), tensor(scale), tensor(shift)]);
    for (const [at, input] of [x, scale, shift].entries()) {
      await close(
        gradients[at]!,
        finiteDifferences(input, loss),
        ["x", "scale", "shift"][at],
      );
    }
  },
  { tolerance: 2e-6 },
);

onBackends("layerNorm() leaves no tensor behind", async ({ leaked }) => {
  const x = tf.ones([P, H]), ones = tf.ones([H]);
  const gradient = tf.grad((it: tf.Tensor) => apply(it, ones, ones));
  assert.equal(await leaked(() => gradient(x).dispose()), 0);
});

function matrix(values: Float64Array): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(values), [P, H]);
}

function tensor(values: Float64Array): tf.Tensor {
  return tf.tensor1d(Float32Array.from(values));
}

function scalarLoss(
  { x, scale, shift, weights }: Record<
    "x" | "scale" | "shift" | "weights",
    Float64Array
  >,
): number {
  let loss = 0;
  for (let p = 0; p < P; p++) {
    const row = x.subarray(p * H, (p + 1) * H);
    const mean = row.reduce((sum, it) => sum + it) / H;
    const variance = row.reduce((sum, it) => sum + (it - mean) ** 2, 0) / H;
    row.forEach((it, h) => {
      const normal = (it - mean) / Math.sqrt(variance + 1e-5);
      loss += weights[p * H + h]! * (normal * scale[h]! + shift[h]!);
    });
  }
  return loss;
}
