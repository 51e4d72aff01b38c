import assert from "node:assert/strict";
import { seededPrng } from "../../src/random.ts";
import { packedGru } from "../../src/tensor/packed_gru.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { drawNumbers } from "./draw_numbers.ts";
import { finiteDifferences } from "./finite_differences.ts";
import { onBackends } from "./on_backends.ts";
import { type ScalarGru, scalarGru } from "./scalar_gru.ts";

interface Case {
  readonly title: string;
  /** Sizes of input and state. */
  readonly D: number;
  readonly H: number;
  readonly counts: readonly number[];
}

const CASES: readonly Case[] = [
  { title: "ragged sessions", D: 3, H: 4, counts: [4, 3, 3, 1] },
  { title: "a second layer", D: 4, H: 4, counts: [3, 2, 1] },
  { title: "sessions of one event", D: 5, H: 2, counts: [6] },
  { title: "one session", D: 2, H: 3, counts: [1, 1, 1, 1, 1] },
  { title: "sessions of one length", D: 2, H: 1, counts: [3, 3, 3] },
  { title: "one unit", D: 1, H: 1, counts: [2, 1] },
];

for (const shape of CASES) {
  onBackends(
    `packedGru() computes the states of ${shape.title}`,
    async ({ close }) => {
      const gru = drawGru(shape);
      const states = run(gru, shape);
      await close(states, scalarGru(gru, shape.counts));
    },
    { tolerance: 1e-6 },
  );

  onBackends(
    `packedGru() differentiates by all inputs for ${shape.title}`,
    async ({ close }) => {
      const { counts, H } = shape;
      const gru = drawGru(shape);
      // Σ probe ∘ states: a gradient that differs at every state.
      const probe = drawNumbers(seededPrng(9), sum(counts) * H);
      const loss = () =>
        scalarGru(gru, counts).reduce((s, h, i) => s + h * probe[i]!, 0);
      const gradients = tf.grads((...values: tf.Tensor[]) =>
        tf.sum(tf.mul(apply(values, counts), tensor(probe, [-1, H])))
      )(tensorsOf(gru, shape));
      for (const [i, name] of NAMES.entries()) {
        const expected = finiteDifferences(gru[name], loss);
        await close(gradients[i]!, expected, name);
      }
    },
    { tolerance: 3e-6 },
  );
}

onBackends(
  "packedGru() computes long sessions of many units",
  async ({ close }) => {
    const shape: Case = {
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
  "packedGru() keeps sessions apart: each gives what it gives alone",
  async ({ close }) => {
    const D = 2, H = 3;
    const gru = drawGru({ title: "", D, H, counts: [2, 2, 1] });
    const [x] = tensorsOf(gru, { D, H });
    // The second session's events are the packed events 1 and 3.
    const alone = tf.gather(x!, tf.tensor1d([1, 3], "int32"));
    const together = run(gru, { D, H, counts: [2, 2, 1] });
    const states = apply([alone, ...tensorsOf(gru, { D, H }).slice(1)], [1, 1]);
    const expected = await tf.gather(together, tf.tensor1d([1, 3], "int32"))
      .data();
    await close(states, expected);
  },
);

onBackends("packedGru() leaves no tensors behind", async ({ leaked }) => {
  const shape = CASES[0]!;
  const values = tensorsOf(drawGru(shape), shape);
  const forward = () => apply(values, shape.counts).dispose();
  assert.equal(await leaked(forward), 0);
  const gradients = tf.grads((...inputs: tf.Tensor[]) =>
    tf.sum(apply(inputs, shape.counts))
  );
  assert.equal(await leaked(() => tf.dispose(gradients(values))), 0);
});

const NAMES = [
  "inputs",
  "kernel",
  "recurrent",
  "bias",
  "recurrentBias",
] as const;

function drawGru({ D, H, counts }: Case): ScalarGru {
  const prng = seededPrng(D, H, sum(counts));
  return {
    inputs: drawNumbers(prng, sum(counts) * D),
    kernel: drawNumbers(prng, D * 3 * H),
    recurrent: drawNumbers(prng, H * 3 * H),
    bias: drawNumbers(prng, 3 * H),
    recurrentBias: drawNumbers(prng, 3 * H),
  };
}

function run(gru: ScalarGru, shape: Omit<Case, "title">): tf.Tensor {
  return apply(tensorsOf(gru, shape), shape.counts);
}

/** In the order of {@link NAMES}. */
function tensorsOf(
  gru: ScalarGru,
  { D, H }: { D: number; H: number },
): tf.Tensor[] {
  return [
    tensor(gru.inputs, [-1, D]),
    tensor(gru.kernel, [D, 3 * H]),
    tensor(gru.recurrent, [H, 3 * H]),
    tensor(gru.bias, [3 * H]),
    tensor(gru.recurrentBias, [3 * H]),
  ];
}

function tensor(values: Float64Array, shape: number[]): tf.Tensor {
  return tf.reshape(tf.tensor1d(Float32Array.from(values)), shape);
}

function apply(values: tf.Tensor[], counts: readonly number[]): tf.Tensor {
  const [inputs, kernel, recurrent, bias, recurrentBias] = values as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  return packedGru(
    inputs,
    { kernel, recurrent, bias, recurrentBias },
    counts,
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
