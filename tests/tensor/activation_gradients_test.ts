import assert from "node:assert/strict";
import {
  sigmoidGrad,
  tanhGrad,
} from "../../src/tensor/activation_gradients.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { finiteDifferences } from "./finite_differences.ts";
import { onBackends } from "./on_backends.ts";

const X = Float64Array.of(-4, -1, -0.5, 0, 0.25, 1, 3);
const DY = [1, -2, 0.5, 3, -1, 0, 2];
const CASES = [
  {
    name: "sigmoidGrad",
    f: (x: number) => 1 / (1 + Math.exp(-x)),
    grad: sigmoidGrad,
  },
  { name: "tanhGrad", f: Math.tanh, grad: tanhGrad },
];

for (const { name, f, grad } of CASES) {
  onBackends(
    `${name}() differentiates by the result alone`,
    async ({ close, leaked }) => {
      const loss = () => X.reduce((sum, x, i) => sum + f(x) * DY[i]!, 0);
      const expected = finiteDifferences(X, loss);
      const y = tf.tensor1d(Array.from(X, f));
      const dy = tf.tensor1d(DY);
      await close(grad(y, dy), expected);
      const matrix = grad(tf.reshape(y, [7, 1]), tf.reshape(dy, [7, 1]));
      assert.deepEqual(matrix.shape, [7, 1]);
      assert.equal(await leaked(() => grad(y, dy).dispose()), 0);
    },
  );
}
