import { packedGru } from "../../src/tensor/packed_gru.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

/** Printed by tests/golden/gru_pytorch.py under PyTorch 2.15.0. */
const GOLDEN = {
  // deno-fmt-ignore
  states: [0.4486480, 0.2499084, 0.5644334, 0.3593646, 0.0981101, 0.2089307, 0.7059957, 0.2730172, -0.2544650, 0.4151844, 0.8281849, 0.0903630, -0.5259926, 0.5009422, 0.9012807, -0.1544430],
  // deno-fmt-ignore
  inputs: [-0.1059421, -0.2718325, -0.1878014, -0.1236525, -0.3241003, -0.2265718, -0.3237789, -0.6547287, -0.3837240, 0.0126483, -0.0125267, -0.0261848, 0.4081188, 0.8777822, 0.5404167, 0.1101132, 0.3446647, 0.2623330, -0.2300588, -0.5067031, -0.3174869, -0.1875351, -0.5172224, -0.3713778],
  // deno-fmt-ignore
  weight_ih: [0.1004329, 0.0458256, -0.0509136, 0.0047138, 0.0026675, -0.0018313, -0.2823019, -0.1446822, 0.1259576, -0.1254940, -0.0342961, 0.0884334, 0.5294286, 0.2465069, -0.2630522, 0.3848490, 0.3074098, -0.0526606],
  // deno-fmt-ignore
  weight_hh: [0.0274134, 0.0013688, -0.0002520, 0.0000147, 0.0182507, 0.0189713, 0.0166075, -0.0252317, 0.0936908, 0.0304986, 0.0036509, 0.0001016],
  // deno-fmt-ignore
  bias_ih: [-0.0758639, 0.0117438, -0.1420823, -0.1435005, -0.4566809, 0.5564399],
  // deno-fmt-ignore
  bias_hh: [-0.0758639, 0.0117438, -0.1420823, -0.1435005, 0.0193694, 0.0368751],
};
const D = 3, H = 2;
const COUNTS = [3, 2, 2, 1];

onBackends(
  "packedGru() takes PyTorch's weights, transposed, and gives its numbers",
  async ({ close }) => {
    const weights = [
      wave([8, D], 5),
      tf.transpose(wave([3 * H, D], 1)),
      tf.transpose(wave([3 * H, H], 2)),
      wave([3 * H], 3),
      wave([3 * H], 4),
    ];
    await close(run(weights), GOLDEN.states, "states");
    const gradients = tf.grads((...inputs: tf.Tensor[]) =>
      tf.sum(tf.mul(run(inputs), wave([8, H], 6)))
    )(weights);
    await close(gradients[0]!, GOLDEN.inputs, "inputs");
    await close(tf.transpose(gradients[1]!), GOLDEN.weight_ih, "weight_ih");
    await close(tf.transpose(gradients[2]!), GOLDEN.weight_hh, "weight_hh");
    await close(gradients[3]!, GOLDEN.bias_ih, "bias_ih");
    await close(gradients[4]!, GOLDEN.bias_hh, "bias_hh");
  },
);

function run(tensors: tf.Tensor[]): tf.Tensor2D {
  const [inputs, kernel, recurrent, bias, recurrentBias] = tensors as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  return packedGru(inputs, { kernel, recurrent, bias, recurrentBias }, COUNTS);
}

/** sin(phase), sin(phase + 1), …, as the Python script makes them. */
function wave(shape: number[], phase: number): tf.Tensor {
  const size = shape.reduce((product, axis) => product * axis, 1);
  const values = Array.from({ length: size }, (_, i) => Math.sin(i + phase));
  return tf.tensor(values, shape, "float32");
}
