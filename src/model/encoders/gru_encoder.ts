import type { ModelParams } from "../../config.ts";
import type { GruWeights } from "../../tensor/gru_weights.ts";
import { packedGru } from "../../tensor/packed_gru.ts";
import type { tf } from "../../tensor/runtime.ts";
import type { Values } from "../values.ts";
import type { EncodeOptions, Encoder } from "./encoder.ts";

/** Layers of a GRU; the vector after an event is the last layer's state. */
export class GruEncoder implements Encoder {
  readonly shapes: Record<string, number[]> = {};
  readonly size: number;
  readonly #params: ModelParams;

  /**
   * Names its parameters; their values are the caller's.
   *
   * @param inputSize Units of the inputs, `D`.
   */
  constructor(params: ModelParams, inputSize: number) {
    const { hiddenSize: H, layers } = params;
    this.#params = params;
    this.size = H;
    for (let layer = 0; layer < layers; layer++) {
      const from = layer === 0 ? inputSize : H;
      this.shapes[`gru.${layer}.kernel`] = [from, 3 * H];
      this.shapes[`gru.${layer}.recurrent`] = [H, 3 * H];
      this.shapes[`gru.${layer}.bias`] = [3 * H];
      this.shapes[`gru.${layer}.recurrent_bias`] = [3 * H];
    }
  }

  encode(
    values: Values,
    inputs: tf.Tensor2D,
    { counts, drop }: EncodeOptions,
  ): tf.Tensor2D {
    let states = inputs;
    for (let layer = 0; layer < this.#params.layers; layer++) {
      states = packedGru(states, gruWeights(values, layer), counts);
      states = drop(states, this.#params.hiddenDropout); // [P, H]
    }
    return states;
  }
}

function gruWeights(values: Values, layer: number): GruWeights {
  return {
    kernel: values[`gru.${layer}.kernel`] as tf.Tensor2D,
    recurrent: values[`gru.${layer}.recurrent`] as tf.Tensor2D,
    bias: values[`gru.${layer}.bias`] as tf.Tensor1D,
    recurrentBias: values[`gru.${layer}.recurrent_bias`] as tf.Tensor1D,
  };
}
