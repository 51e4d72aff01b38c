import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { fitFeatures } from "../../src/prepare/fit_features.ts";
import { coded } from "./frames.ts";
import { prepareParams } from "./params.ts";

const train = coded({
  session: [0, 0, 0],
  user: [-1, -1, -1],
  item: [1, 1, 0],
  brand: [0, 0, 0],
  price: [1, 3, NaN],
});
const events = {
  frame: train,
  values: {
    user: pl.Series("user", ["anna"]),
    item: pl.Series("item", ["a", "b", "unseen"]),
    brand: pl.Series("brand", ["acme", "Unknown"]),
  },
  categories: ["brand"],
  keys: [],
  numbers: ["price"],
};

Deno.test("fitFeatures() fits every column on the frame it is given", () => {
  const { features, indices } = fitFeatures(train, events, prepareParams());
  assert.deepEqual(features.item.values, ["b", "a"]);
  assert.deepEqual(features.support, Int32Array.of(0, 0, 2, 1));
  assert.equal(features.user!.size, 2);
  assert.deepEqual(features.categories.brand!.values, ["acme"]);
  assert.deepEqual(features.numbers.price!.toJSON(), {
    kind: "robust",
    center: 2,
    scale: 1,
  });
  assert.deepEqual(indices.item, Int32Array.of(3, 2, 1));
});

Deno.test("fitFeatures() takes cut-offs and scalers by column", () => {
  const params = prepareParams({
    minFrequency: { item: 2 },
    scalers: { price: "none" },
  });
  const { features } = fitFeatures(train, events, params);
  assert.deepEqual(features.item.values, ["b"]);
  assert.equal(features.numbers.price!.kind, "none");
});

Deno.test("fitFeatures() names a cut-off of a column that is not there", () => {
  assert.throws(
    () => fitFeatures(train, events, prepareParams({ minFrequency: { x: 2 } })),
    /^InputError: Parameter prepare\.minFrequency: "x" .* one of user, item, brand is wanted$/,
  );
});
