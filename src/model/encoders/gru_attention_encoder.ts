import type { ModelParams } from "../../config.ts";
import { tf } from "../../tensor/runtime.ts";
import type { Values } from "../values.ts";
import { causalAttention } from "./causal_attention.ts";
import { MAX_DISTANCE } from "./distance_bias.ts";
import type { EncodeOptions, Encoder } from "./encoder.ts";
import { GruEncoder } from "./gru_encoder.ts";
import { padSteps } from "./padded_steps.ts";

/**
 * A GRU whose state is joined with what attention finds among the states so
 * far and with the last event itself, as NARM (https://arxiv.org/abs/1711.04725)
 * and STAMP do; attention is the scaled product of
 * https://arxiv.org/abs/1706.03762 with a bias for each distance:
 *
 *     a = softmax((h_t Q)(h_s K)ᵀ / √H + bias[t − s]) over s ≤ t
 *     vector = h_t + (Σ a_s h_s) C + x_t X
 */
export class GruAttentionEncoder implements Encoder {
  readonly shapes: Record<string, number[]>;
  readonly size: number;
  readonly #gru: GruEncoder;

  /**
   * Names its parameters; their values are the caller's.
   *
   * @param inputSize Units of the inputs, `D`.
   */
  constructor(params: ModelParams, inputSize: number) {
    const H = params.hiddenSize;
    this.#gru = new GruEncoder(params, inputSize);
    this.size = H;
    this.shapes = {
      ...this.#gru.shapes,
      "attention.query": [H, H],
      "attention.key": [H, H],
      "attention.distance_bias": [MAX_DISTANCE],
      "attention.context": [H, H],
      "attention.last": [inputSize, H],
    };
  }

  encode(
    values: Values,
    inputs: tf.Tensor2D,
    options: EncodeOptions,
  ): tf.Tensor2D {
    const states = this.#gru.encode(values, inputs, options); // [P, H]
    const weight = (name: string) => values[`attention.${name}`] as tf.Tensor2D;
    const asked = tf.matMul(
      states,
      tf.concat([weight("query"), weight("key")], 1),
    ); // [P, 2H]
    const joined: tf.Tensor2D = tf.concat([asked as tf.Tensor2D, states], 1);
    const context = causalAttention(joined, {
      biases: tf.reshape(weight("distance_bias"), [1, MAX_DISTANCE]),
      steps: padSteps(options.counts),
    }); // [P, H]
    return tf.addN([
      states,
      tf.matMul(context, weight("context")),
      tf.matMul(inputs, weight("last")),
    ]);
  }
}
