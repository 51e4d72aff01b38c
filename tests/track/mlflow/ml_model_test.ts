import assert from "node:assert/strict";
import { mlModel, placeModel } from "../../../src/track/mlflow/ml_model.ts";

const TEXT = mlModel({
  signature: {
    inputs: [{ name: "item", type: "string", required: true }],
    outputs: [{
      name: "product_ids",
      type: "array",
      items: { type: "string" },
      required: true,
    }],
  },
  flavors: { nextcart: { weights: "model.safetensors" } },
  createdAtMs: Date.UTC(2026, 10, 23, 21, 3, 5, 7),
});

Deno.test("mlModel() says flavour, signature, example and time as MLflow does", () => {
  assert.deepEqual(JSON.parse(TEXT), {
    flavors: { nextcart: { weights: "model.safetensors" } },
    signature: {
      inputs: '[{"name":"item","type":"string","required":true}]',
      outputs:
        '[{"name":"product_ids","type":"array","items":{"type":"string"},"required":true}]',
      params: null,
    },
    saved_input_example_info: {
      artifact_path: "input_example.json",
      type: "dataframe",
      pandas_orient: "split",
    },
    utc_time_created: "2026-11-23 21:03:05.007",
  });
});

Deno.test("placeModel() adds which model of which run it is, and leaves the rest", () => {
  const placed = JSON.parse(placeModel(TEXT, { model: "m-1", run: "r1" }));
  const { model_id, model_uuid, run_id, artifact_path, ...rest } = placed;
  assert.deepEqual(
    [model_id, model_uuid, run_id, artifact_path],
    ["m-1", "m-1", "r1", "models:/m-1"],
  );
  assert.deepEqual(rest, JSON.parse(TEXT));
});
