import assert from "node:assert/strict";
import { tf } from "../../src/tensor/runtime.ts";
import { subtractOneHot } from "../../src/tensor/subtract_one_hot.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "subtractOneHot() takes 1 off one place of each row",
  async ({ close, leaked }) => {
    const matrix = tf.tensor2d([[0.5, 0.25, 0.25], [1, 0, 2]]);
    const places = tf.tensor2d([[0, 2], [1, 0]], [2, 2], "int32");
    const run = () => subtractOneHot(matrix, places);
    await close(run(), [0.5, 0.25, -0.75, 0, 0, 2]);
    // The matrix itself stays as it was.
    await close(matrix, [0.5, 0.25, 0.25, 1, 0, 2]);
    assert.equal(await leaked(() => run().dispose()), 0);
    // A catalogue of one item.
    const one = tf.tensor2d([[0, 0], [1, 0]], [2, 2], "int32");
    await close(subtractOneHot(tf.tensor2d([[1], [2]]), one), [0, 1]);
  },
);
