import { seededPrng } from "../random.ts";
import { attribute, isNative, runOp } from "./native.ts";
import { tf } from "./runtime.ts";

/**
 * Sets a share of the values to zero and scales the rest up by as much, so that
 * their expectation stays (https://jmlr.org/papers/v15/srivastava14a.html).
 *
 * @param seed Two integers: the same give the same mask on the same backend.
 */
export function dropout<T extends tf.Tensor>(
  x: T,
  rate: number,
  seed: readonly [number, number],
): T {
  if (rate === 0) return x;
  return tf.tidy(() => {
    const uniform = drawUniform(x.shape, seed);
    const kept = tf.cast(tf.greaterEqual(uniform, rate), "float32");
    return tf.mul(x, tf.mul(kept, 1 / (1 - rate)));
  }) as T;
}

/** tfjs draws in JavaScript, value by value; TensorFlow draws in parallel. */
function drawUniform(
  shape: readonly number[],
  seed: readonly [number, number],
): tf.Tensor {
  if (isNative()) {
    return runOp("StatelessRandomUniform", [
      tf.tensor1d([...shape], "int32"),
      tf.tensor1d([...seed], "int32"),
    ], {
      attributes: [
        attribute.type("dtype", "float32"),
        attribute.type("T", "int32"),
        attribute.type("Tseed", "int32"),
      ],
    })[0]!;
  }
  const prng = seededPrng(...seed);
  const size = shape.reduce((product, axis) => product * axis, 1);
  return tf.tensor(Float32Array.from({ length: size }, prng), [...shape]);
}
