import {
  composeItems,
  itemPartTensors,
} from "../../src/model/compose_items.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "../tensor/on_backends.ts";

const OWN = [[1, 2], [3, 4], [5, 6]];
const FEATURES = [[10, 20], [30, 40]];

/** Item 0 has feature 1, item 1 none, item 2 both and no row of its own. */
const PARTS = {
  codes: Int32Array.of(1, 0, 1),
  owners: Int32Array.of(0, 2, 2),
  scale: Float32Array.of(1, 0, 0.5),
  keep: Float32Array.of(1, 1, 0),
};

onBackends(
  "composeItems() adds features to own rows, save where those are left out",
  async ({ close }) => {
    const composed = composeItems(
      tf.tensor2d(OWN),
      tf.tensor2d(FEATURES),
      itemPartTensors(PARTS),
    );
    await close(composed, [31, 42, 3, 4, 20, 30], "rows");
  },
);

onBackends(
  "composeItems() has gradients for both tables",
  async ({ close }) => {
    const parts = itemPartTensors(PARTS);
    const weights = tf.tensor2d([[1, 2], [3, 4], [5, 6]]);
    const [own, features] = tf.grads((own, features) =>
      tf.sum(tf.mul(
        weights,
        composeItems(own as tf.Tensor2D, features as tf.Tensor2D, parts),
      ))
    )([tf.tensor2d(OWN), tf.tensor2d(FEATURES)]);
    await close(own!, [1, 2, 3, 4, 0, 0], "own rows");
    await close(features!, [2.5, 3, 3.5, 5], "features");
  },
);
