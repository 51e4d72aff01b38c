import { attribute, isNative, runOp } from "./native.ts";
import { tf } from "./runtime.ts";

/**
 * Takes 1 off one place in each row of a matrix, without a one-hot matrix of
 * its size where TensorFlow computes.
 *
 * @param matrix `[N, V]`.
 * @param places Row and column of each: `[N, 2]`, row `i` being `i`.
 */
export function subtractOneHot(
  matrix: tf.Tensor2D,
  places: tf.Tensor2D,
): tf.Tensor2D {
  const [N] = matrix.shape;
  if (isNative()) {
    return tf.tidy(() =>
      runOp("TensorScatterSub", [matrix, places, tf.ones([N])], {
        attributes: [
          attribute.type("T", "float32"),
          attribute.type("Tindices", "int32"),
        ],
      })[0] as tf.Tensor2D
    );
  }
  return tf.tidy(() =>
    tf.sub(matrix, tf.scatterND(places, tf.ones([N]), matrix.shape))
  );
}
