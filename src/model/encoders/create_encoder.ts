import type { ModelParams } from "../../config.ts";
import type { Encoder } from "./encoder.ts";
import { GruAttentionEncoder } from "./gru_attention_encoder.ts";
import { GruEncoder } from "./gru_encoder.ts";
import { MeanEncoder } from "./mean_encoder.ts";
import { SelfAttentionEncoder } from "./self_attention_encoder.ts";

/**
 * The encoder that the parameters name.
 *
 * @param inputSize Units of an event's inputs.
 */
export function createEncoder(
  params: ModelParams,
  inputSize: number,
): Encoder {
  switch (params.encoder) {
    case "gru":
      return new GruEncoder(params, inputSize);
    case "gru_attention":
      return new GruAttentionEncoder(params, inputSize);
    case "self_attention":
      return new SelfAttentionEncoder(params, inputSize);
    case "mean":
      return new MeanEncoder(params, inputSize);
  }
}
