import assert from "node:assert/strict";
import { Adam } from "../../../src/tensor/optimizers/adam.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { createVariable, type Variable } from "../../../src/tensor/variable.ts";
import { onBackends } from "../on_backends.ts";

onBackends(
  "Adam takes the first two steps of the paper",
  async ({ close }) => {
    // β1 = .9, β2 = .999, lr = .1, gradients [2, −4], then [1, 0].
    const weight = createVariable("weight", tf.tensor1d([1, 1]));
    const adam = new Adam([weight]);
    // m̂ = g, v̂ = g²: the first step is lr · g/|g|.
    adam.beginStep();
    adam.updateDense(weight, tf.tensor1d([2, -4]), 0.1);
    await close(weight.read(), [0.9, 1.1]);
    // m = .9·.2 + .1·1 = .28       m̂ = .28/.19 = 1.4736842
    // v = .999·.004 + .001 = .004996  v̂ = .004996/.001999 = 2.4992496
    // step .1 · 1.4736842/1.5809015 = .0932180
    // m = .9·−.4 = −.36            m̂ = −.36/.19 = −1.8947368
    // v = .999·.016 = .015984      v̂ = .015984/.001999 = 7.9959980
    // step .1 · −1.8947368/2.8277196 = −.0670058
    adam.beginStep();
    adam.updateDense(weight, tf.tensor1d([1, 0]), 0.1);
    await close(weight.read(), [0.806782, 1.1670058]);
    const [mean, square] = adam.variables() as [Variable, Variable];
    await close(mean.read(), [0.28, -0.36]);
    await close(square.read(), [0.004996, 0.015984]);
    dispose(adam, weight);
  },
);

/** Printed by tests/golden/adam_pytorch.py under PyTorch 2.15.0. */
const PYTORCH = [
  [1.0000000, -2.0998813, 2.9001099, 0.4007036],
  [0.9225494, -2.2000229, 2.8251440, 0.4655283],
  [0.8332211, -2.2809491, 2.8288462, 0.5492358],
  [0.7569528, -2.2981833, 2.8732476, 0.6271968],
  [0.7402420, -2.2729655, 2.9199549, 0.6509276],
];

for (const way of ["updateDense", "updateRows"] as const) {
  onBackends(
    `Adam.${way}() takes five steps as PyTorch does`,
    async ({ close }) => {
      const weight = createVariable("weight", tf.tensor1d([1, -2, 3, 0.5]));
      const options = { beta1: 0.8, beta2: 0.95, epsilon: 1e-3 };
      const adam = new Adam([weight], options);
      for (const [step, expected] of PYTORCH.entries()) {
        const gradient = tf.tensor1d(
          [0, 1, 2, 3].map((i) => Math.sin(i + step)),
        );
        adam.beginStep();
        if (way === "updateDense") adam.updateDense(weight, gradient, 0.1);
        else {
          const rows = tf.tensor1d([0, 1, 2, 3], "int32");
          adam.updateRows(weight, gradient, { rows, learningRate: 0.1 });
        }
        await close(weight.read(), expected, `step ${step}`);
      }
      dispose(adam, weight);
    },
    { tolerance: 1e-6 },
  );
}

onBackends(
  "Adam.updateRows() leaves rows and moments that it is not given",
  async ({ close }) => {
    const table = createVariable(
      "table",
      tf.tensor2d([[1, 2], [3, 4], [5, 6], [7, 8]]),
    );
    const adam = new Adam([table]);
    adam.beginStep();
    adam.updateRows(table, tf.tensor2d([[1, -1], [2, 2]]), {
      rows: tf.tensor1d([3, 1], "int32"),
      learningRate: 0.5,
    });
    // The first step of any gradient is lr in its direction.
    await close(table.read(), [1, 2, 2.5, 3.5, 5, 6, 6.5, 8.5]);
    const [mean, square] = adam.variables() as [Variable, Variable];
    await close(mean.read(), [0, 0, 0.2, 0.2, 0, 0, 0.1, -0.1]);
    await close(square.read(), [0, 0, 0.004, 0.004, 0, 0, 0.001, 0.001]);
    dispose(adam, table);
  },
);

onBackends(
  "Adam corrects a row by the steps of all, not by its own",
  async ({ close }) => {
    const table = createVariable("table", tf.tensor2d([[1], [1]]));
    const adam = new Adam([table]);
    adam.step = 9;
    adam.beginStep();
    assert.equal(adam.step, 10);
    adam.updateRows(table, tf.tensor2d([[2]]), {
      rows: tf.tensor1d([1], "int32"),
      learningRate: 0.1,
    });
    // m̂ = .2/(1 − .9^10) = .3070680   v̂ = .004/(1 − .999^10) = .4018033
    // step .1 · .3070680/.6338796 = .0484426
    await close(table.read(), [1, 0.9515574]);
    dispose(adam, table);
  },
);

onBackends("Adam keeps the moments of variables apart", async ({ close }) => {
  const a = createVariable("a", tf.tensor1d([1]));
  const b = createVariable("b", tf.tensor1d([1]));
  const adam = new Adam([a, b]);
  assert.deepEqual(adam.variables().map((it) => it.name), [
    "adam/a/mean",
    "adam/a/square",
    "adam/b/mean",
    "adam/b/square",
  ]);
  adam.beginStep();
  adam.updateDense(a, tf.tensor1d([3]), 0.1);
  await close(b.read(), [1]);
  await close(adam.variables()[2]!.read(), [0]);
  dispose(adam, a, b);
});

onBackends("Adam leaves no tensors behind", async ({ leaked }) => {
  const table = createVariable("table", tf.zeros([5, 2]));
  const gradient = tf.ones([2, 2]);
  const rows = tf.tensor1d([0, 4], "int32");
  const whole = tf.ones([5, 2]);
  const used = new Adam([table]);
  used.beginStep();
  const update = () => {
    used.updateRows(table, gradient, { rows, learningRate: 1 });
    used.updateDense(table, whole, 1);
  };
  assert.equal(await leaked(update), 0);
  assert.equal(await leaked(() => new Adam([table]).dispose()), 0);
  dispose(used, table);
});

function dispose(...owners: { dispose(): void }[]): void {
  for (const owner of owners) owner.dispose();
}
