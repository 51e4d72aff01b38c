import assert from "node:assert/strict";
import { scoringGraph } from "../../src/archive/graph/scoring_graph.ts";
import { makeSignature, signatureSchema } from "../../src/archive/signature.ts";
import { encodeModel } from "../../src/model/saved_model.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { locateTensors } from "../../src/safetensors.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { SHOP_FEATURES, shopParams } from "./tiny_archive.ts";
import { loadOnnxRuntime } from "../../src/serve/scoring/load_onnx_runtime.ts";

const { InferenceSession } = await loadOnnxRuntime();

await startInstalledBackend();

const DATATYPES: Readonly<Record<string, string>> = {
  int32: "INT32",
  int64: "INT64",
  float32: "FP32",
};

Deno.test("makeSignature() says what the graph takes and gives", async () => {
  const params = tinyParams({ userSize: 3, categorySize: 2, useNumbers: true });
  const model = new SessionModel(params, SHOP_SIZES, 3);
  const weights = await encodeModel(model);
  model.dispose();
  const { places } = locateTensors(weights, "x");
  const signature = makeSignature({
    events: shopParams().events,
    features: SHOP_FEATURES,
    params,
    places,
  });
  assert.deepEqual(signatureSchema.parse(signature), signature);
  const session = await InferenceSession.create(
    scoringGraph({
      params,
      categories: ["brand"],
      numbers: ["price", "rating"],
      places,
    }),
    { externalData: [{ path: "weights.safetensors", data: weights }] },
  );
  for (const side of ["input", "output"] as const) {
    const found = session[`${side}Metadata`].map((it) => {
      assert.ok(it.isTensor);
      const shape = it.shape.map((size) =>
        typeof size === "number" ? size : -1
      );
      return { name: it.name, datatype: DATATYPES[it.type], shape };
    });
    assert.deepEqual(found, signature[`${side}s`]);
  }
  await session.release();
});
