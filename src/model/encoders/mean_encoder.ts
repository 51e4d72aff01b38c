import type { ModelParams } from "../../config.ts";
import { tf } from "../../tensor/runtime.ts";
import type { Values } from "../values.ts";
import type { EncodeOptions, Encoder } from "./encoder.ts";
import { padSteps, toPacked, toPadded } from "./padded_steps.ts";

/**
 * The mean of the inputs so far, projected: it knows what was seen, but not in
 * which order. The floor that the other encoders must beat; the session vector
 * of YouTube's candidate generator without its layers
 * (https://research.google/pubs/deep-neural-networks-for-youtube-recommendations/).
 */
export class MeanEncoder implements Encoder {
  readonly shapes: Record<string, number[]>;
  readonly size: number;
  readonly #params: ModelParams;

  /**
   * Names its parameters; their values are the caller's.
   *
   * @param inputSize Units of the inputs, `D`.
   */
  constructor(params: ModelParams, inputSize: number) {
    this.#params = params;
    this.size = params.hiddenSize;
    this.shapes = { "mean.weight": [inputSize, params.hiddenSize] };
  }

  encode(
    values: Values,
    inputs: tf.Tensor2D,
    { counts, drop }: EncodeOptions,
  ): tf.Tensor2D {
    const steps = padSteps(counts);
    const D = inputs.shape[1];
    const means = toPadded(inputs, steps).map((group) => {
      const [B, T] = group.shape;
      // One product for all sessions: the steps are brought to the front.
      const stepFirst = tf.reshape(tf.transpose(group, [1, 0, 2]), [T, B * D]);
      const mean = tf.matMul(meanWeights(T), stepFirst as tf.Tensor2D);
      return tf.transpose(tf.reshape(mean, [T, B, D]), [1, 0, 2]);
    });
    const packed = toPacked(means as tf.Tensor3D[], steps); // [P, D]
    return drop(
      tf.matMul(packed, values["mean.weight"] as tf.Tensor2D),
      this.#params.hiddenDropout,
    );
  }
}

/** What each step's mean takes of each step: `1 / (t + 1)` up to `t`: `[T, T]`. */
function meanWeights(T: number): tf.Tensor2D {
  const weights = new Float32Array(T * T);
  for (let t = 0; t < T; t++) {
    weights.fill(1 / (t + 1), t * T, t * T + t + 1);
  }
  return tf.tensor2d(weights, [T, T]);
}
