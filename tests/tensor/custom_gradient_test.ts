import assert from "node:assert/strict";
import { customGradient } from "../../src/tensor/custom_gradient.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

/** a² b, whose written gradient is three times the true one: to tell them apart. */
function squareTimes(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return customGradient([a, b], () => {
    const square = tf.square(a);
    tf.exp(square); // never saved nor returned
    return {
      value: tf.mul(square, b),
      saved: [a, b, square],
      gradient: (dy, [a, b, square]) => [
        tf.mul(dy, tf.mul(6, tf.mul(a!, b!))),
        tf.mul(dy, tf.mul(3, square!)),
      ],
    };
  });
}

onBackends(
  "customGradient() computes the value and takes the gradient as written",
  async ({ close }) => {
    const a = tf.tensor1d([2, 3]), b = tf.tensor1d([5, -1]);
    await close(squareTimes(a, b), [20, -9]);
    const [da, db] = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.mul(squareTimes(a, b), 2))
    )([a, b]);
    await close(da!, [120, -36]); // 2 · 6ab
    await close(db!, [24, 54]); // 2 · 3a²
  },
);

onBackends(
  "customGradient() passes gradients on to what its inputs are made of",
  async ({ close }) => {
    const x = tf.tensor1d([1, 2]);
    const gradient = tf.grad((x: tf.Tensor) =>
      tf.sum(squareTimes(tf.mul(x, 2), tf.ones([2])))
    );
    await close(gradient(x), [24, 48]); // 2 · 6 · 2x
  },
);

onBackends(
  "customGradient() disposes what is neither saved nor returned",
  async ({ leaked }) => {
    const a = tf.tensor1d([2]), b = tf.tensor1d([5]);
    assert.equal(await leaked(() => squareTimes(a, b).dispose()), 0);
    const gradients = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(squareTimes(a, b))
    );
    assert.equal(await leaked(() => tf.dispose(gradients([a, b]))), 0);
    assert.ok(!a.isDisposed && !b.isDisposed);
  },
);
