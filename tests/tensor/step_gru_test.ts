import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { stepGru } from "../../src/tensor/step_gru.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { drawNumbers } from "./draw_numbers.ts";
import {
  drawGru,
  eventCount,
  GRU_CASES,
  GRU_NAMES,
  type GruCase,
  gruTensor,
  gruTensors,
} from "./gru_cases.ts";
import { finiteDifferences } from "./finite_differences.ts";
import { onBackends } from "./on_backends.ts";
import { type ScalarGru, scalarGru } from "./scalar_gru.ts";

for (const shape of GRU_CASES) {
  onBackends(
    `stepGru() computes the states of ${shape.title}`,
    async ({ close }) => {
      const gru = drawGru(shape);
      const states = run(gru, shape);
      await close(states, scalarGru(gru, shape.counts));
    },
    { tolerance: 1e-6 },
  );

  onBackends(
    `stepGru() differentiates by all inputs for ${shape.title}`,
    async ({ close }) => {
      const { counts, H } = shape;
      const gru = drawGru(shape);
      // Σ probe ∘ states: a gradient that differs at every state.
      const probe = drawNumbers(seededPrng(9), eventCount(counts) * H);
      const loss = () =>
        scalarGru(gru, counts).reduce((s, h, i) => s + h * probe[i]!, 0);
      const gradients = tf.grads((...values: tf.Tensor[]) =>
        tf.sum(tf.mul(apply(values, counts), gruTensor(probe, [-1, H])))
      )(gruTensors(gru, shape));
      for (const [i, name] of GRU_NAMES.entries()) {
        const expected = finiteDifferences(gru[name], loss);
        await close(gradients[i]!, expected, name);
      }
    },
    { tolerance: 3e-6 },
  );
}

onBackends(
  "stepGru() computes long sessions of many units",
  async ({ close }) => {
    const shape: GruCase = {
      title: "",
      D: 40,
      H: 50,
      counts: [9, 9, 7, 6, 6, 4, 3, 2, 2, 1, 1, 1],
    };
    const gru = drawGru(shape);
    for (const name of ["kernel", "recurrent"] as const) {
      gru[name].forEach((w, i, all) => all[i] = Math.fround(w / 7));
    }
    await close(run(gru, shape), scalarGru(gru, shape.counts));
  },
  { tolerance: 3e-6 },
);

onBackends(
  "stepGru() keeps sessions apart: each gives what it gives alone",
  async ({ close }) => {
    const D = 2, H = 3;
    const gru = drawGru({ title: "", D, H, counts: [2, 2, 1] });
    const [x] = gruTensors(gru, { D, H });
    // The second session's events are the packed events 1 and 3.
    const alone = tf.gather(x!, tf.tensor1d([1, 3], "int32"));
    const together = run(gru, { D, H, counts: [2, 2, 1] });
    const states = apply([alone, ...gruTensors(gru, { D, H }).slice(1)], [
      1,
      1,
    ]);
    const expected = await tf.gather(together, tf.tensor1d([1, 3], "int32"))
      .data();
    await close(states, expected);
  },
);

onBackends("stepGru() leaves no tensors behind", async ({ leaked }) => {
  const shape = GRU_CASES[0]!;
  const values = gruTensors(drawGru(shape), shape);
  const forward = () => apply(values, shape.counts).dispose();
  assert.equal(await leaked(forward), 0);
  const gradients = tf.grads((...inputs: tf.Tensor[]) =>
    tf.sum(apply(inputs, shape.counts))
  );
  assert.equal(await leaked(() => tf.dispose(gradients(values))), 0);
});

function run(gru: ScalarGru, shape: Omit<GruCase, "title">): tf.Tensor {
  return apply(gruTensors(gru, shape), shape.counts);
}

function apply(values: tf.Tensor[], counts: readonly number[]): tf.Tensor {
  const [inputs, kernel, recurrent, bias, recurrentBias] = values as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  return stepGru(
    inputs,
    { kernel, recurrent, bias, recurrentBias },
    counts,
  );
}
