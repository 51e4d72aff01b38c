import { crossEntropy } from "../../../src/model/losses/cross_entropy.ts";
import { sampledSoftmax } from "../../../src/model/losses/sampled_softmax.ts";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../../tensor/draw_numbers.ts";

const [N, V, C, D] = [150, 2 ** 14 + 5, 2 ** 14, 3];

/** Losses of sessions and items: the first is worked on in four blocks of rows. */
export const LOSS_CASES = [
  {
    title: "sampledSoftmax()",
    loss: (...[sessions, items]: tf.Tensor[]) =>
      sampledSoftmax(sessions as tf.Tensor2D, items as tf.Tensor2D, {
        labels: labels(V),
        logInclusion: tf.linspace(-2, 0, C),
      }),
    inputs,
  },
  {
    title: "crossEntropy()",
    loss: (...[sessions, table]: tf.Tensor[]) =>
      crossEntropy(sessions as tf.Tensor2D, table as tf.Tensor2D, {
        labels: labels(V - 2),
        firstItem: 2,
      }),
    inputs,
  },
];

function inputs(): tf.Tensor[] {
  const prng = seededPrng(7);
  return [N, V].map((rows) => {
    const numbers = Float32Array.from(drawNumbers(prng, rows * D));
    return tf.tensor2d(numbers, [rows, D]);
  });
}

function labels(among: number): tf.Tensor1D {
  const chosen = Int32Array.from({ length: N }, (_, n) => (n * 991) % among);
  return tf.tensor1d(chosen, "int32");
}
