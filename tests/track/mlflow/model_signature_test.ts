import assert from "node:assert/strict";
import { FeatureSet } from "../../../src/features/feature_set.ts";
import { Scaler } from "../../../src/features/scaler.ts";
import type { Sequences } from "../../../src/features/sequences.ts";
import { Vocabulary } from "../../../src/features/vocabulary.ts";
import { inputExample } from "../../../src/track/mlflow/input_example.ts";
import { modelSignature } from "../../../src/track/mlflow/model_signature.ts";

const FEATURES = new FeatureSet({
  task: "next",
  item: new Vocabulary({ type: "integer", values: ["17", "4"] }),
  support: Int32Array.of(0, 0, 5, 3),
  user: new Vocabulary({ type: "text", values: ["ann"] }),
  categories: {
    brand: new Vocabulary({ type: "text", values: ["acme"] }),
    month: new Vocabulary({ type: "integer", values: ["11"] }),
  },
  calendar: ["month"],
  numbers: { price: new Scaler({ kind: "robust", center: 10, scale: 4 }) },
});

/** One session of ann's: 17, a product that training did not see, 4. */
const SEQUENCES: Sequences = {
  offsets: Int32Array.of(0, 3),
  items: Int32Array.of(2, 1, 3),
  targets: new Uint8Array(3),
  carts: Uint8Array.of(0, 0, 1),
  times: Float64Array.of(1000, 2000, 3000),
  users: Int32Array.of(2),
  categories: { brand: Int32Array.of(2, 2, 1), month: Int32Array.of(2, 2, 2) },
  numbers: { price: Float32Array.of(0.1, 0, -0.25) },
};

Deno.test("modelSignature() names what an event tells, without the calendar", () => {
  const { inputs, outputs } = modelSignature(FEATURES);
  assert.deepEqual(
    inputs.map(({ name, type, required }) => [name, type, required]),
    [
      ["item", "long", true],
      ["time", "long", true],
      ["user", "string", false],
      ["cart", "boolean", false],
      ["brand", "string", false],
      ["price", "double", false],
    ],
  );
  assert.deepEqual(outputs.map(({ name, items }) => [name, items]), [
    ["product_ids", { type: "string" }],
    ["probabilities", { type: "double" }],
  ]);
});

Deno.test("inputExample() gives a session in the shop's own values", () => {
  assert.deepEqual(inputExample(FEATURES, SEQUENCES), {
    columns: ["item", "time", "user", "cart", "brand", "price"],
    data: [
      [17, 1000, "ann", false, "acme", 10.4],
      [4, 3000, "ann", true, null, 9],
    ],
  });
});

Deno.test("inputExample() has no rows where there is no session", () => {
  const none = { ...SEQUENCES, offsets: Int32Array.of(0) };
  assert.deepEqual(inputExample(FEATURES, none).data, []);
});
