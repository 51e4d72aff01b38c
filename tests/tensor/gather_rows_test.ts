import assert from "node:assert/strict";
import { gatherRows } from "../../src/tensor/gather_rows.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

const TABLE = [[1, 2], [10, 20], [100, 200]];

onBackends(
  "gatherRows() takes rows, and gives each the gradients of its places",
  async ({ close, leaked }) => {
    const table = tf.tensor2d(TABLE);
    const rows = tf.tensor1d([2, 0, 2], "int32");
    await close(gatherRows(table, rows), [100, 200, 1, 2, 100, 200]);
    const weights = tf.tensor2d([[1, 2], [4, 8], [16, 32]]);
    const gradient = tf.grad((table) =>
      tf.sum(tf.mul(gatherRows(table as tf.Tensor2D, rows), weights))
    );
    await close(gradient(table), [4, 8, 0, 0, 17, 34]);
    assert.equal(await leaked(() => gatherRows(table, rows).dispose()), 0);
    assert.equal(await leaked(() => gradient(table).dispose()), 0);
  },
);
