import assert from "node:assert/strict";
import { modelParamsSchema } from "../../../src/config.ts";
import { createEncoder } from "../../../src/model/encoders/create_encoder.ts";

Deno.test("createEncoder() makes what the parameters name, with its shapes", () => {
  const shapes = (encoder: string) =>
    createEncoder(
      modelParamsSchema.parse({ encoder, hiddenSize: 4, layers: 2 }),
      3,
    ).shapes;
  const gru = {
    "gru.0.kernel": [3, 12],
    "gru.0.recurrent": [4, 12],
    "gru.0.bias": [12],
    "gru.0.recurrent_bias": [12],
    "gru.1.kernel": [4, 12],
    "gru.1.recurrent": [4, 12],
    "gru.1.bias": [12],
    "gru.1.recurrent_bias": [12],
  };
  assert.deepEqual(shapes("gru"), gru);
  assert.deepEqual(shapes("gru_attention"), {
    ...gru,
    "attention.query": [4, 4],
    "attention.key": [4, 4],
    "attention.distance_bias": [50],
    "attention.context": [4, 4],
    "attention.last": [3, 4],
  });
  assert.deepEqual(shapes("mean"), { "mean.weight": [3, 4] });
  const block = (layer: number) => ({
    [`self_attention.${layer}.attention_norm_scale`]: [4],
    [`self_attention.${layer}.attention_norm_shift`]: [4],
    [`self_attention.${layer}.query_key_value`]: [4, 12],
    [`self_attention.${layer}.distance_bias`]: [1, 50],
    [`self_attention.${layer}.context`]: [4, 4],
    [`self_attention.${layer}.feed_forward_norm_scale`]: [4],
    [`self_attention.${layer}.feed_forward_norm_shift`]: [4],
    [`self_attention.${layer}.inner`]: [4, 4],
    [`self_attention.${layer}.inner_bias`]: [4],
    [`self_attention.${layer}.outer`]: [4, 4],
    [`self_attention.${layer}.outer_bias`]: [4],
  });
  assert.deepEqual(shapes("self_attention"), {
    "self_attention.input": [3, 4],
    ...block(0),
    ...block(1),
    "self_attention.norm_scale": [4],
    "self_attention.norm_shift": [4],
  });
});
