import assert from "node:assert/strict";
import { embeddingBag } from "../../src/tensor/embedding_bag.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

const TABLE = [[1, 2], [10, 20], [100, 200]];

/** Bag 0 holds rows 0 and 2, bag 1 none, bag 2 row 2 twice. */
function bags() {
  return {
    rows: tf.tensor1d([0, 2, 2, 2], "int32"),
    bags: tf.tensor1d([0, 0, 2, 2], "int32"),
    scale: tf.tensor2d([0.5, 1, 3], [3, 1]),
  };
}

onBackends(
  "embeddingBag() sums rows by bags, and scales the sums",
  async ({ close }) => {
    const sums = embeddingBag(tf.tensor2d(TABLE), bags());
    assert.deepEqual(sums.shape, [3, 2]);
    await close(sums, [50.5, 101, 0, 0, 600, 1200], "sums");
  },
);

onBackends(
  "embeddingBag() gives each row the gradients of its bags",
  async ({ close }) => {
    const weights = tf.tensor2d([[1, 2], [4, 8], [16, 32]]);
    const gradient = tf.grad((table) =>
      tf.sum(tf.mul(embeddingBag(table as tf.Tensor2D, bags()), weights))
    )(tf.tensor2d(TABLE));
    // Row 0: 0.5 · bag 0. Row 2: 0.5 · bag 0 + 2 · 3 · bag 2.
    await close(gradient, [0.5, 1, 0, 0, 96.5, 193], "gradient");
  },
);

onBackends(
  "embeddingBag() leaves nothing but its result",
  async ({ leaked }) => {
    const table = tf.tensor2d(TABLE);
    const inputs = bags();
    const left = await leaked(() => embeddingBag(table, inputs).dispose());
    assert.equal(left, 0);
  },
);
