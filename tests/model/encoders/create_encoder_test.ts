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
});
