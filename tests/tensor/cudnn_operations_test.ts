import assert from "node:assert/strict";
import {
  cudnnBackward,
  cudnnForward,
} from "../../src/tensor/cudnn_operations.ts";
import { usesCuda } from "../../src/tensor/native.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

const [T, B, D, H] = [2, 2, 3, 2];

function inputs() {
  return {
    x: tf.ones([T, B, D]) as tf.Tensor3D,
    start: tf.zeros([1, B, H]) as tf.Tensor3D,
    params: tf.ones([3 * H * (D + H + 2)]) as tf.Tensor1D,
    lengths: tf.tensor1d([2, 1], "int32"),
  };
}

/** What TensorFlow's build for CPUs lacks; a wrong name or attribute is another error. */
const NO_KERNEL =
  /Could not find device for node: .*(CudnnRNN\w+)\[[^\]]*rnn_mode="gru"[^\]]*time_major=true\]\s+All kernels registered for op \1:\s+<no registered kernels>/;

onBackends(
  "cudnnForward() and cudnnBackward() ask for operations as TensorFlow declares them",
  ({ backend }) => {
    if (usesCuda()) return;
    assert.equal(backend, "tensorflow");
    assert.throws(() => cudnnForward(inputs()), NO_KERNEL);
    const states = tf.ones([T, B, H]) as tf.Tensor3D;
    const saved = [
      ...Object.values(inputs()),
      states,
      tf.zeros([1, B, H]),
      tf.scalar(0),
      tf.ones([8]),
      tf.ones([4]),
    ];
    assert.throws(() => cudnnBackward(states, saved), NO_KERNEL);
  },
  { only: ["tensorflow"] },
);
