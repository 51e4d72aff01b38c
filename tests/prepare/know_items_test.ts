import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { knowItems } from "../../src/prepare/know_items.ts";
import { coded } from "./frames.ts";
import { featureSet } from "./sequences.ts";

const FITTED = {
  features: featureSet(),
  indices: { item: Int32Array.of(2, 3, 1) },
};
const VALUES = {
  item: pl.Series("item", ["10", "9", "8"]),
  brand: pl.Series("brand", ["acme", "best"]),
};
const TRAIN = coded({ session: [0, 0], item: [0, 1], brand: [0, 1] });
const LATER = coded({ session: [1], item: [2], brand: [0] });
const SPLITS = [TRAIN, LATER].map((frame) => ({ frame, values: VALUES }));
const PARAMS = { categories: ["brand"], numbers: [], buckets: 10 };

Deno.test("knowItems() fits on the items of training and lets later ones join", () => {
  const known = knowItems(FITTED, TRAIN, {
    params: PARAMS,
    catalogue: new Map([["7", { brand: "best" }], ["6", { brand: "rest" }]]),
    splits: SPLITS,
  });
  assert.deepEqual(known.features.item.values, ["10", "9", "8", "7"]);
  assert.deepEqual(known.indices.item, Int32Array.of(2, 3, 4));
  assert.deepEqual(known.itemFeatures!.values, ["acme", "best"]);
  assert.deepEqual(known.itemFeatures!.codes, Int32Array.of(0, 1, 0, 1));
});

Deno.test("knowItems() changes nothing where no feature is named", () => {
  const params = { ...PARAMS, categories: [] };
  const options = { params, catalogue: undefined, splits: SPLITS };
  assert.equal(knowItems(FITTED, TRAIN, options), FITTED);
});

Deno.test("knowItems() wants a feature to be named where a catalogue is given", () => {
  const params = { ...PARAMS, categories: [] };
  const options = { params, catalogue: new Map(), splits: SPLITS };
  assert.throws(() => knowItems(FITTED, TRAIN, options), {
    name: "InputError",
    message: /^--items is given, so properties of items are wanted: .+$/,
  });
});
