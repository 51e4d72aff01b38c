import type { ModelParams } from "../../config.ts";
import { layerNorm } from "../../tensor/layer_norm.ts";
import { tf } from "../../tensor/runtime.ts";
import type { Values } from "../values.ts";
import { causalAttention } from "./causal_attention.ts";
import { MAX_DISTANCE } from "./distance_bias.ts";
import type { EncodeOptions, Encoder } from "./encoder.ts";
import { type PaddedSteps, padSteps } from "./padded_steps.ts";

/** A block's weight by its short name. */
type Weight = (name: string) => tf.Tensor;

/**
 * Blocks of causal self-attention, as SASRec's (https://arxiv.org/abs/1808.09781)
 * with heads, each part on a normalised input (https://arxiv.org/abs/2002.04745):
 *
 *     x ← x + drop(attention(norm(x))),   x ← x + drop(relu(norm(x) U + u) V + v)
 *
 * The order of events enters as a bias for each distance instead of SASRec's
 * table of positions: a session may be longer than any seen in training.
 */
export class SelfAttentionEncoder implements Encoder {
  readonly shapes: Record<string, number[]> = {};
  readonly size: number;
  readonly #params: ModelParams;

  /**
   * Names its parameters; their values are the caller's.
   *
   * @param inputSize Units of the inputs, `D`.
   */
  constructor(params: ModelParams, inputSize: number) {
    const { hiddenSize: H, layers, heads } = params;
    this.#params = params;
    this.size = H;
    if (inputSize !== H) this.shapes["self_attention.input"] = [inputSize, H];
    for (let layer = 0; layer < layers; layer++) {
      const shapes: Record<string, number[]> = {
        ...normShapes("attention_norm", H),
        "query_key_value": [H, 3 * H],
        "distance_bias": [heads, MAX_DISTANCE],
        "context": [H, H],
        ...normShapes("feed_forward_norm", H),
        "inner": [H, H],
        "inner_bias": [H],
        "outer": [H, H],
        "outer_bias": [H],
      };
      for (const [name, shape] of Object.entries(shapes)) {
        this.shapes[`self_attention.${layer}.${name}`] = shape;
      }
    }
    Object.assign(this.shapes, normShapes("self_attention.norm", H));
  }

  encode(
    values: Values,
    inputs: tf.Tensor2D,
    { counts, drop }: EncodeOptions,
  ): tf.Tensor2D {
    const { layers, hiddenDropout } = this.#params;
    const steps = padSteps(counts);
    let x = this.#enter(values, inputs); // [P, H]
    for (let layer = 0; layer < layers; layer++) {
      const weight = (name: string) =>
        values[`self_attention.${layer}.${name}`]!;
      const found = this.#attend(norm(x, weight, "attention_norm"), {
        weight,
        steps,
      });
      x = tf.add(x, drop(found, hiddenDropout));
      const changed = feedForward(norm(x, weight, "feed_forward_norm"), weight);
      x = tf.add(x, drop(changed, hiddenDropout));
    }
    return norm(x, (name) => values[`self_attention.${name}`]!, "norm");
  }

  /** Inputs as long as what the blocks add to them: `[P, D]` → `[P, H]`. */
  #enter(values: Values, inputs: tf.Tensor2D): tf.Tensor2D {
    const weight = values["self_attention.input"] as tf.Tensor2D | undefined;
    const x = weight === undefined ? inputs : tf.matMul(inputs, weight);
    return tf.mul(x as tf.Tensor2D, Math.sqrt(this.size));
  }

  /** Every event's sum over those up to it, head by head: `[P, H]`. */
  #attend(
    x: tf.Tensor2D,
    { weight, steps }: { weight: Weight; steps: PaddedSteps },
  ): tf.Tensor2D {
    const found = causalAttention(
      tf.matMul(x, weight("query_key_value") as tf.Tensor2D),
      { biases: weight("distance_bias") as tf.Tensor2D, steps },
    );
    return tf.matMul(found, weight("context") as tf.Tensor2D);
  }
}

function feedForward(x: tf.Tensor2D, weight: Weight): tf.Tensor2D {
  const inner = tf.relu(
    tf.add(tf.matMul(x, weight("inner") as tf.Tensor2D), weight("inner_bias")),
  ) as tf.Tensor2D;
  return tf.add(
    tf.matMul(inner, weight("outer") as tf.Tensor2D),
    weight("outer_bias"),
  );
}

function norm(x: tf.Tensor2D, weight: Weight, name: string): tf.Tensor2D {
  return layerNorm(x, {
    scale: weight(`${name}_scale`) as tf.Tensor1D,
    shift: weight(`${name}_shift`) as tf.Tensor1D,
  });
}

function normShapes(name: string, H: number): Record<string, number[]> {
  return { [`${name}_scale`]: [H], [`${name}_shift`]: [H] };
}
