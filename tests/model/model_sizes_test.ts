import assert from "node:assert/strict";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Scaler } from "../../src/features/scaler.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import { modelSizes } from "../../src/model/model_sizes.ts";

const text = (...values: string[]) => new Vocabulary({ type: "text", values });

Deno.test("modelSizes() counts padding and OOV with each column's values", () => {
  const features = new FeatureSet({
    task: "next",
    item: text("a", "b", "c"),
    support: Int32Array.of(0, 0, 3, 2, 1),
    user: text("u"),
    categories: { brand: text("x", "y") },
    calendar: [],
    numbers: {
      rating: new Scaler({ kind: "none", center: 0, scale: 1 }),
      price: new Scaler({ kind: "none", center: 0, scale: 1 }),
    },
  });
  assert.deepEqual(modelSizes(features), {
    items: 5,
    users: 3,
    categories: { brand: 4 },
    numbers: ["price", "rating"],
  });
});

Deno.test("modelSizes() has no users where the data names none", () => {
  const features = new FeatureSet({
    task: "next",
    item: text("a"),
    support: Int32Array.of(0, 0, 1),
    categories: {},
    calendar: [],
    numbers: {},
  });
  assert.deepEqual(modelSizes(features), {
    items: 3,
    users: 0,
    categories: {},
    numbers: [],
  });
});
