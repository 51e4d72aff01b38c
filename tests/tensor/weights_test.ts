import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { createVariable } from "../../src/tensor/variable.ts";
import { assignWeights, readWeights } from "../../src/tensor/weights.ts";
import { onBackends } from "./on_backends.ts";

onBackends("readWeights() copies values by name", async () => {
  const [table, bias] = makeVariables();
  const weights = await readWeights([table, bias]);
  assert.deepEqual(weights, {
    table: { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    bias: { shape: [1], data: Float32Array.of(0.5) },
  });
  table.assign(tf.zeros([2, 2]));
  assert.deepEqual([...weights.table!.data], [1, 2, 3, 4]);
  dispose(table, bias);
});

onBackends(
  "assignWeights() sets variables to what readWeights() gave",
  async ({ close }) => {
    const [table, bias] = makeVariables();
    const weights = await readWeights([table, bias]);
    const others = makeVariables();
    for (const it of others) it.assign(tf.zeros([...it.shape]));
    assignWeights(others, {
      ...weights,
      more: { shape: [0], data: new Float32Array() },
    });
    await close(others[0].read(), [1, 2, 3, 4]);
    await close(others[1].read(), [0.5]);
    dispose(table, bias, ...others);
  },
);

onBackends(
  "assignWeights() assigns nothing where one shape or name is wrong",
  async ({ close }) => {
    const [table, bias] = makeVariables();
    const good = { shape: [2, 2], data: Float32Array.of(9, 9, 9, 9) };
    assert.throws(
      () =>
        assignWeights([table, bias], {
          table: good,
          bias: { shape: [1, 1], data: Float32Array.of(9) },
        }),
      new InputError("Weights of bias: 1 is wanted, found 1×1"),
    );
    assert.throws(
      () => assignWeights([table, bias], { table: good }),
      new InputError("Weights of bias: 1 is wanted, found nothing"),
    );
    await close(table.read(), [1, 2, 3, 4]);
    dispose(table, bias);
  },
);

onBackends("readWeights() leaves no tensors behind", async ({ leaked }) => {
  const variables = makeVariables();
  const copy = async () =>
    assignWeights(variables, await readWeights(variables));
  assert.equal(await leaked(copy), 0);
  dispose(...variables);
});

function makeVariables() {
  return [
    createVariable("table", tf.tensor2d([[1, 2], [3, 4]])),
    createVariable("bias", tf.tensor1d([0.5])),
  ] as const;
}

function dispose(...owners: { dispose(): void }[]): void {
  for (const owner of owners) owner.dispose();
}
