/** Gradients of activations from their results: one TensorFlow operation each. */
import { attribute, isNative, runOp } from "./native.ts";
import { tf } from "./runtime.ts";

/** `dy ∘ y ∘ (1 − y)` for `y = σ(x)`; any one shape. */
export function sigmoidGrad<T extends tf.Tensor>(y: T, dy: T): T {
  if (isNative()) return native("SigmoidGrad", y, dy);
  return tf.tidy(() => tf.mul(dy, tf.mul(y, tf.sub(1, y)))) as T;
}

/** `dy ∘ (1 − y²)` for `y = tanh(x)`; any one shape. */
export function tanhGrad<T extends tf.Tensor>(y: T, dy: T): T {
  if (isNative()) return native("TanhGrad", y, dy);
  return tf.tidy(() => tf.mul(dy, tf.sub(1, tf.square(y)))) as T;
}

function native<T extends tf.Tensor>(name: string, y: T, dy: T): T {
  return runOp(name, [y, dy], {
    attributes: [attribute.type("T", "float32")],
  })[0] as T;
}
