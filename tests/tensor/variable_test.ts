import assert from "node:assert/strict";
import { tf } from "../../src/tensor/runtime.ts";
import {
  createVariable,
  ResourceVariable,
  type Variable,
} from "../../src/tensor/variable.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "createVariable() holds its initial value and disposes that tensor",
  async ({ close, backend }) => {
    const initial = tf.tensor2d([[1, 2], [3, 4]]);
    const variable = createVariable("table", initial);
    assert.ok(initial.isDisposed);
    assert.equal(variable.name, "table");
    assert.deepEqual(variable.shape, [2, 2]);
    assert.equal(
      variable instanceof ResourceVariable,
      backend === "tensorflow",
    );
    await close(variable.read(), [1, 2, 3, 4]);
    variable.dispose();
  },
);

onBackends(
  "createVariable() keeps variables of one name apart",
  async ({ close }) => {
    const a = createVariable("weight", tf.tensor1d([1]));
    const b = createVariable("weight", tf.tensor1d([2]));
    await close(a.read(), [1]);
    await close(b.read(), [2]);
    a.dispose();
    await close(b.read(), [2]);
    b.dispose();
  },
);

onBackends(
  "Variable.gather() reads rows in any order, with repeats",
  async ({ close }) => {
    const table = createVariable(
      "table",
      tf.tensor2d([[1, 2], [3, 4], [5, 6]]),
    );
    const rows = table.gather(tf.tensor1d([2, 0, 2], "int32"));
    assert.deepEqual(rows.shape, [3, 2]);
    await close(rows, [5, 6, 1, 2, 5, 6]);
    table.dispose();
  },
);

onBackends(
  "Variable.assign() copies: the tensor stays the caller's",
  async ({ close }) => {
    const variable = createVariable("weight", tf.tensor1d([1, 2]));
    const value = tf.tensor1d([3, 4]);
    variable.assign(value);
    await close(value, [3, 4]);
    value.dispose();
    await close(variable.read(), [3, 4]);
    variable.dispose();
  },
);

onBackends(
  "Variable.scatter() replaces the named rows and no others",
  async ({ close }) => {
    const table = createVariable(
      "table",
      tf.tensor3d([[[1, 2]], [[3, 4]], [[5, 6]], [[7, 8]]]),
    );
    table.scatter(
      tf.tensor1d([3, 1], "int32"),
      tf.tensor3d([[[70, 80]], [[30, 40]]]),
    );
    assert.deepEqual(table.read().shape, [4, 1, 2]);
    await close(table.read(), [1, 2, 30, 40, 5, 6, 70, 80]);
    const vector = createVariable("vector", tf.tensor1d([1, 2, 3]));
    vector.scatter(tf.tensor1d([1], "int32"), tf.tensor1d([9]));
    await close(vector.read(), [1, 9, 3]);
    table.dispose();
    vector.dispose();
  },
);

onBackends(
  "Variable.read() gives a value that later updates leave alone",
  async ({ close }) => {
    const table = createVariable("table", tf.tensor2d([[1, 2], [3, 4]]));
    const before = table.read();
    table.scatter(tf.tensor1d([0], "int32"), tf.tensor2d([[7, 7]]));
    const between = table.read();
    table.assign(tf.zeros([2, 2]));
    await close(before, [1, 2, 3, 4], "before");
    await close(between, [7, 7, 3, 4], "between");
    await close(table.read(), [0, 0, 0, 0], "now");
    table.dispose();
    await close(before, [1, 2, 3, 4], "after its end");
  },
);

onBackends(
  "Variable outlives the tidy that it is made in",
  async ({ close }) => {
    let variable!: Variable;
    tf.tidy(() => {
      variable = createVariable("weight", tf.tensor1d([1]));
    });
    tf.tidy(() => {
      variable.assign(tf.tensor1d([2]));
    });
    await close(variable.read(), [2]);
    variable.dispose();
  },
);

onBackends("Variable leaves no tensors behind", async ({ leaked }) => {
  const rows = tf.tensor1d([1], "int32");
  const values = tf.tensor2d([[9, 9]]);
  const whole = tf.ones([2, 2]);
  const table = createVariable("table", tf.zeros([2, 2]));
  const use = () => {
    table.assign(whole);
    table.scatter(rows, values);
    tf.dispose([table.read(), table.gather(rows)]);
  };
  assert.equal(await leaked(use), 0);
  const make = () => createVariable("other", tf.zeros([2, 2])).dispose();
  assert.equal(await leaked(make), 0);
  table.dispose();
});
