import assert from "node:assert/strict";
import { addColdItems } from "../../src/prepare/add_cold_items.ts";
import { featureSet } from "./sequences.ts";

/** Codes 0 and 1 of the events are the items at 3 and 2; code 2 was too rare. */
const FITTED = {
  features: featureSet(),
  indices: { item: Int32Array.of(3, 2, 1, 1), user: Int32Array.of(2) },
};

Deno.test("addColdItems() puts items that only features are known of behind the others", () => {
  const { features, indices, itemFeatures } = addColdItems(FITTED, {
    ids: ["9", "10", "rare", "later", "unknown", "new"],
    counts: Int32Array.of(1, 3, 1, 0, 0, 0),
    fitted: {
      features: { brand: 2 },
      values: ["acme", "best"],
      codes: [[1], [0, 1], [0], [0], [], [1]],
    },
  });
  assert.deepEqual(features.item.values, ["10", "9", "later", "new"]);
  assert.deepEqual(features.support, Int32Array.of(0, 0, 3, 1, 0, 0));
  // What was too rare for the vocabulary stays out of it.
  assert.deepEqual(indices.item, Int32Array.of(3, 2, 1, 4));
  assert.deepEqual(indices.user, Int32Array.of(2));
  assert.deepEqual(itemFeatures, {
    features: { brand: 2 },
    values: ["acme", "best"],
    size: 2,
    offsets: Int32Array.of(0, 0, 0, 2, 3, 4, 5),
    codes: Int32Array.of(0, 1, 1, 0, 1),
  });
  assert.deepEqual(FITTED.indices.item, Int32Array.of(3, 2, 1, 1));
});

Deno.test("addColdItems() puts items' numbers into the order of their indices", () => {
  const { itemFeatures } = addColdItems(FITTED, {
    ids: ["9", "10", "rare", "later", "unknown", "new"],
    counts: Int32Array.of(1, 3, 1, 0, 0, 0),
    numbers: { price: Float64Array.of(9, 10, 1, 2, NaN, 5) },
    fitted: {
      features: { price: 1 },
      values: ["from 1"],
      codes: [[0], [0], [0], [0], [], [0]],
    },
  });
  assert.deepEqual(
    itemFeatures.numbers!.price,
    Float64Array.of(NaN, NaN, 10, 9, 2, 5),
  );
});
