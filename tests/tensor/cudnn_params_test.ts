import assert from "node:assert/strict";
import { cudnnParams } from "../../src/tensor/cudnn_params.ts";
import type { GruWeights } from "../../src/tensor/gru_weights.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { cudnnGruReference } from "./cudnn_gru_reference.ts";
import { drawGru, gruTensors } from "./gru_cases.ts";
import { onBackends } from "./on_backends.ts";
import { scalarGru } from "./scalar_gru.ts";

/** One session of five events. */
const SHAPE = { title: "", D: 3, H: 2, counts: [1, 1, 1, 1, 1] };
const GRU = drawGru(SHAPE);

function weights(): GruWeights {
  const [, kernel, recurrent, bias, recurrentBias] = gruTensors(GRU, SHAPE);
  return { kernel, recurrent, bias, recurrentBias } as unknown as GruWeights;
}

onBackends(
  "cudnnParams() lays weights out so that cuDNN's formula gives packedGru()'s states",
  async ({ close }) => {
    const params = await cudnnParams(weights()).data();
    const states = cudnnGruReference(GRU.inputs, params, SHAPE);
    await close(tf.tensor1d([...states]), scalarGru(GRU, SHAPE.counts));
  },
);

onBackends(
  "cudnnParams() brings a gradient back to our weights",
  async ({ close }) => {
    const { D, H } = SHAPE;
    const size = 3 * H * (D + H + 2);
    const places = tf.range(0, size);
    const gradients = tf.grads((...values: tf.Tensor[]) => {
      const [kernel, recurrent, bias, recurrentBias] = values;
      const params = cudnnParams(
        { kernel, recurrent, bias, recurrentBias } as unknown as GruWeights,
      );
      assert.deepEqual(params.shape, [size]);
      return tf.sum(tf.mul(params, places));
    })(Object.values(weights()));
    // Place `unit × D + d` of gate `g` is our column `g × H + unit` of row `d`.
    const fromInput = Array.from(
      { length: D },
      (_, d) => Array.from({ length: 3 * H }, (_, column) => column * D + d),
    ).flat();
    const start = 3 * H * D;
    const fromState = Array.from(
      { length: H },
      (_, j) =>
        Array.from({ length: 3 * H }, (_, column) => start + column * H + j),
    ).flat();
    const biases = start + 3 * H * H;
    await close(gradients[0]!, fromInput, "kernel");
    await close(gradients[1]!, fromState, "recurrent");
    await close(
      tf.concat([gradients[2]!, gradients[3]!]),
      Array.from({ length: 6 * H }, (_, at) => biases + at),
      "biases",
    );
  },
);
