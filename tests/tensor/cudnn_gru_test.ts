import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { cudnnGru } from "../../src/tensor/cudnn_gru.ts";
import { usesCuda } from "../../src/tensor/native.ts";
import { startBackend, tf } from "../../src/tensor/runtime.ts";
import { assertClose } from "./assert_close.ts";
import { drawNumbers } from "./draw_numbers.ts";
import { finiteDifferences } from "./finite_differences.ts";
import {
  drawGru,
  eventCount,
  GRU_CASES,
  GRU_NAMES,
  gruTensor,
  gruTensors,
} from "./gru_cases.ts";
import { available } from "./on_backends.ts";
import { scalarGru } from "./scalar_gru.ts";

if (available.has("tensorflow")) await startBackend("tensorflow");
/** Shown where the tests are skipped. */
const NEEDS = "needs an NVIDIA GPU";
const ignore = !usesCuda();
/** GPUs multiply in TF32, of 11 bits. */
const tolerance = 5e-3;

function apply(values: tf.Tensor[], counts: readonly number[]): tf.Tensor {
  const [inputs, kernel, recurrent, bias, recurrentBias] = values as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  return cudnnGru(inputs, { kernel, recurrent, bias, recurrentBias }, counts);
}

for (const shape of GRU_CASES) {
  Deno.test({
    name: `cudnnGru() is packedGru() for ${shape.title} (${NEEDS})`,
    ignore,
    async fn() {
      const { counts, H } = shape;
      const gru = drawGru(shape);
      const tensors = gruTensors(gru, shape);
      const states = await apply(tensors, counts).data();
      assertClose(states, scalarGru(gru, counts), { tolerance });
      const probe = drawNumbers(seededPrng(9), eventCount(counts) * H);
      const loss = () =>
        scalarGru(gru, counts).reduce((s, h, i) => s + h * probe[i]!, 0);
      const gradients = tf.grads((...values: tf.Tensor[]) =>
        tf.sum(tf.mul(apply(values, counts), gruTensor(probe, [-1, H])))
      )(tensors);
      for (const [i, what] of GRU_NAMES.entries()) {
        const expected = finiteDifferences(gru[what], loss);
        assertClose(await gradients[i]!.data(), expected, { tolerance, what });
      }
    },
  });
}

Deno.test({
  name: `cudnnGru() leaves no tensors behind (${NEEDS})`,
  ignore,
  fn() {
    const shape = GRU_CASES[0]!;
    const values = gruTensors(drawGru(shape), shape);
    const gradients = tf.grads((...inputs: tf.Tensor[]) =>
      tf.sum(apply(inputs, shape.counts))
    );
    const run = () => {
      apply(values, shape.counts).dispose();
      tf.dispose(gradients(values));
    };
    run();
    const before = tf.memory().numTensors;
    tf.tidy(run);
    assert.equal(tf.memory().numTensors, before);
  },
});
