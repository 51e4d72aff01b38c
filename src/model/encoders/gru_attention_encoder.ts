import type { ModelParams } from "../../config.ts";
import { tf } from "../../tensor/runtime.ts";
import type { Values } from "../values.ts";
import { distanceBias, MAX_DISTANCE } from "./distance_bias.ts";
import type { EncodeOptions, Encoder } from "./encoder.ts";
import { GruEncoder } from "./gru_encoder.ts";
import { padSteps, toPacked, toPadded } from "./padded_steps.ts";

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

  /** @param inputSize Units of the inputs, `D`. */
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
    const steps = padSteps(options.counts);
    const query = toPadded(tf.matMul(states, weight("query")), steps);
    const key = toPadded(tf.matMul(states, weight("key")), steps);
    const logits = tf.add(
      tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(this.size)),
      distanceBias(
        tf.reshape(weight("distance_bias"), [1, MAX_DISTANCE]),
        steps.T,
      ),
    ); // [B, T, T]
    const context = tf.matMul(
      tf.softmax(logits) as tf.Tensor3D,
      toPadded(states, steps),
    ) as tf.Tensor3D; // [B, T, H]
    return tf.addN([
      states,
      tf.matMul(toPacked(context, steps), weight("context")),
      tf.matMul(inputs, weight("last")),
    ]);
  }
}
