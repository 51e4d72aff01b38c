import { cudnnParams } from "./cudnn_params.ts";
import { cudnnBackward, cudnnForward } from "./cudnn_operations.ts";
import { customGradient } from "./custom_gradient.ts";
import type { GruWeights } from "./gru_weights.ts";
import { tf } from "./runtime.ts";
import { timeMajor } from "./time_major.ts";

/**
 * {@link packedGru} by cuDNN, which takes sessions as a rectangle and passes over
 * what is beyond a session's end: https://docs.nvidia.com/deeplearning/cudnn/
 */
export function cudnnGru(
  inputs: tf.Tensor2D,
  weights: GruWeights,
  counts: readonly number[],
): tf.Tensor2D {
  const [D, H] = [inputs.shape[1], weights.recurrent.shape[0]];
  const { B, T, lengths, slots, places } = timeMajor(counts);
  const none = tf.zeros([1, D]) as tf.Tensor2D;
  const rows = tf.concat([inputs, none], 0) as tf.Tensor2D;
  const padded = tf.gather(rows, tf.tensor1d(slots, "int32"));
  const states = cudnnStates(
    tf.reshape(padded, [T, B, D]),
    cudnnParams(weights),
    { lengths, H },
  );
  const flat = tf.reshape(states, [T * B, H]) as tf.Tensor2D;
  return tf.gather(flat, tf.tensor1d(places, "int32"));
}

/** The states of a rectangle of steps and sessions: `[T, B, D]` → `[T, B, H]`. */
function cudnnStates(
  x: tf.Tensor3D,
  params: tf.Tensor1D,
  { lengths, H }: { lengths: Int32Array; H: number },
): tf.Tensor3D {
  return customGradient<tf.Tensor3D>([x, params], () => {
    const inputs = {
      x,
      start: tf.zeros([1, lengths.length, H]) as tf.Tensor3D,
      params,
      lengths: tf.tensor1d(lengths, "int32"),
    };
    const results = cudnnForward(inputs);
    return {
      value: results[0] as tf.Tensor3D,
      saved: [...Object.values(inputs), ...results],
      gradient: cudnnBackward,
    };
  });
}
