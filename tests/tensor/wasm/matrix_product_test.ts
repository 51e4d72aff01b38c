import assert from "node:assert/strict";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../draw_numbers.ts";
import { onBackends } from "../on_backends.ts";

/** Rows, inner size and columns: wide, tall and thin ones. */
const SIZES = [[2, 3, 4], [1, 5, 1], [7, 1, 3], [3, 20, 2], [2, 2, 30]];

for (const [rows, inner, columns] of SIZES as [number, number, number][]) {
  onBackends(
    `matMul() of ${rows}×${inner} and ${inner}×${columns}, either transposed`,
    async ({ close }) => {
      const prng = seededPrng(rows, inner, columns);
      const a = drawNumbers(prng, rows * inner);
      const b = drawNumbers(prng, inner * columns);
      const expected = new Float64Array(rows * columns).map((_, at) => {
        const [row, column] = [Math.floor(at / columns), at % columns];
        return Array.from(
          { length: inner },
          (_, k) => a[row * inner + k]! * b[k * columns + column]!,
        )
          .reduce((sum, term) => sum + term, 0);
      });
      const left = tf.tensor2d(Float32Array.from(a), [rows, inner]);
      const right = tf.tensor2d(Float32Array.from(b), [inner, columns]);
      for (const transposeA of [false, true]) {
        for (const transposeB of [false, true]) {
          const product = tf.matMul(
            transposeA ? tf.transpose(left) : left,
            transposeB ? tf.transpose(right) : right,
            transposeA,
            transposeB,
          );
          assert.deepEqual(product.shape, [rows, columns]);
          await close(product, expected, `${transposeA}, ${transposeB}`);
        }
      }
    },
    { tolerance: 2e-6 },
  );
}

onBackends("matMul() transposes matrices in batches", async ({ close }) => {
  const a = tf.tensor3d([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]);
  const b = tf.tensor3d([[[1, 0], [0, 1]], [[0, 1], [1, 0]]]);
  await close(tf.matMul(a, b, true), [1, 3, 2, 4, 7, 5, 8, 6]);
});

onBackends(
  "matMul() leaves nothing behind",
  () => {
    const a = tf.ones([5, 2]), b = tf.ones([5, 3]);
    // What kernels make for themselves is no tensor, but data of the backend.
    const before = tf.engine().backend.numDataIds();
    tf.matMul(a, b, true).dispose(); // turns its factors
    tf.matMul(b, b, false, true).dispose();
    tf.matMul(b, a, true).dispose(); // turns its result
    assert.equal(tf.engine().backend.numDataIds(), before);
  },
  { only: ["wasm"] },
);
