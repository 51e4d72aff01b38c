import {
  distanceBias,
  MAX_DISTANCE,
} from "../../../src/model/encoders/distance_bias.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { onBackends } from "../../tensor/on_backends.ts";

const H = -1e9;

/** Head 0: the distance; head 1: a hundred more. */
function biases(): tf.Tensor2D {
  return tf.tensor2d(
    Array.from(
      { length: 2 },
      (_, head) =>
        Array.from({ length: MAX_DISTANCE }, (_, at) => 100 * head + at),
    ),
  );
}

onBackends(
  "distanceBias() goes by how far back an event lies, and hides later ones",
  async ({ close }) => {
    // Beside −10⁹ a 32-bit float has no room for a bias.
    await close(distanceBias(biases(), 3), [
      ...[0, H, H, 1, 0, H, 2, 1, 0],
      ...[100, H, H, 101, 100, H, 102, 101, 100],
    ]);
  },
);

onBackends(
  "distanceBias() gives all that lies further back one bias",
  async ({ close }) => {
    const T = MAX_DISTANCE + 3;
    const last = tf.slice(distanceBias(biases(), T), [0, T - 1, 0], [1, 1, 6]);
    await close(last, [49, 49, 49, 49, 48, 47]);
  },
);

onBackends(
  "distanceBias() differentiates by every head's biases",
  async ({ close }) => {
    const gradient = tf.grad((it: tf.Tensor) =>
      tf.sum(
        tf.mul(
          distanceBias(it as tf.Tensor2D, 3),
          tf.tensor3d([[[1], [10], [100]], [[2], [20], [200]]]),
        ),
      )
    )(biases());
    // Distance 0 is read by steps 0, 1 and 2 (and hides what is later), …
    const head = [1 * 3 + 10 * 2 + 100, 10 + 100, 100];
    const rest = Array.from({ length: MAX_DISTANCE - 3 }, () => 0);
    const twice = head.map((value) => 2 * value);
    await close(gradient, [...head, ...rest, ...twice, ...rest]);
  },
);
