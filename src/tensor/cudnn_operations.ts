import { HandleScope } from "./handle_scope.ts";
import { attribute, DATA_TYPES } from "./native.ts";
import { tf } from "./runtime.ts";

/** What cuDNN's GRU of one layer reads. */
export interface CudnnInputs {
  /** `[T, B, D]` */
  readonly x: tf.Tensor3D;
  /** States before the first step: `[1, B, H]`. */
  readonly start: tf.Tensor3D;
  /** See {@link cudnnParams}. */
  readonly params: tf.Tensor1D;
  /** Steps of each session: `[B]`. */
  readonly lengths: tf.Tensor1D;
}

const FORWARD_OUTPUTS = 5;
const BACKWARD_OUTPUTS = 4;

/**
 * Runs TensorFlow's CudnnRNNV3 in 32 bits; the products are of TF32 where the
 * GPU has that. The caller owns the results.
 *
 * @returns The states `[T, B, H]`, the last of them, a GRU's cell (there is
 * none), and what the backward pass needs besides.
 */
export function cudnnForward(
  { x, start, params, lengths }: CudnnInputs,
): tf.Tensor[] {
  return tf.tidy(() => {
    const on = new HandleScope();
    try {
      const handles = on.take([x, start, tf.scalar(0), params, lengths]);
      const outputs = on.execute("CudnnRNNV3", handles, {
        attributes: [...attributes(), attribute.bool("is_training", true)],
        outputs: FORWARD_OUTPUTS,
      });
      // tfjs knows no 8-bit integers: these travel as floats, which hold them.
      const host = on.cast(outputs.pop()!, DATA_TYPES.int8, DATA_TYPES.float32);
      return [...outputs, host].map((it) => on.give(it));
    } finally {
      on.dispose();
    }
  });
}

/**
 * Runs TensorFlow's CudnnRNNBackpropV3. The caller owns the results.
 *
 * @param dStates Gradient of the states: `[T, B, H]`.
 * @param saved {@link CudnnInputs} in their order and what
 * {@link cudnnForward} gave.
 * @returns Gradients of `x` and `params`.
 */
export function cudnnBackward(
  dStates: tf.Tensor3D,
  saved: readonly tf.Tensor[],
): tf.Tensor[] {
  const [x, start, params, lengths, states, last, cell, reserve, host] =
    saved as readonly tf.Tensor[] & { length: 9 };
  return tf.tidy(() => {
    const on = new HandleScope();
    try {
      const handles = on.take([
        ...[x!, start!, tf.scalar(0), params!, lengths!, states!, last!, cell!],
        ...[dStates, tf.zerosLike(last!), tf.zerosLike(cell!), reserve!, host!],
      ]);
      const { float32, int8 } = DATA_TYPES;
      handles.push(on.cast(handles.pop()!, float32, int8));
      const [dx, , , dParams] = on.execute("CudnnRNNBackpropV3", handles, {
        attributes: attributes(),
        outputs: BACKWARD_OUTPUTS,
      });
      return [on.give(dx!), on.give(dParams!)];
    } finally {
      on.dispose();
    }
  });
}

function attributes() {
  return [
    attribute.type("T", "float32"),
    attribute.text("rnn_mode", "gru"),
    attribute.text("input_mode", "linear_input"),
    attribute.text("direction", "unidirectional"),
    attribute.bool("time_major", true),
  ];
}
