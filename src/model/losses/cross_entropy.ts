import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";

/**
 * Cross entropy of each row's target against all items.
 *
 * @param logits `[N, V]`.
 * @param labels Column of each row's target: `[N]`.
 * @returns Mean over the rows: a scalar.
 */
export function crossEntropy(
  logits: tf.Tensor2D,
  labels: tf.Tensor1D,
): tf.Scalar {
  return customGradient<tf.Scalar>([logits], () => {
    const probabilities = tf.softmax(logits); // [N, V]
    const rows = tf.range(0, logits.shape[0], 1, "int32");
    const target = tf.gatherND(probabilities, tf.stack([rows, labels], 1));
    return {
      value: tf.neg(tf.mean(tf.log(tf.maximum(target, 1e-30)))),
      saved: [probabilities, labels],
      gradient: (dy, [p, labels]) => {
        const oneHot = tf.oneHot(labels!, p!.shape[1]!);
        return [tf.mul(tf.sub(p!, oneHot), tf.div(dy, p!.shape[0]!))];
      },
    };
  });
}
