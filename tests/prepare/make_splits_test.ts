import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { makeSplits } from "../../src/prepare/make_splits.ts";
import { coded } from "./frames.ts";
import { prepareParams } from "./params.ts";

/** Ten sessions a, b; from the ninth on, the last of each is new. */
const EVENTS = {
  frame: coded({
    session: Array.from({ length: 20 }, (_, row) => row >> 1),
    item: Array.from(
      { length: 20 },
      (_, row) => row % 2 === 0 ? 0 : row > 16 ? 2 : 1,
    ),
    brand: Array.from({ length: 20 }, (_, row) => row % 2),
    price: Array.from({ length: 20 }, (_, row) => row),
  }),
  values: {
    item: pl.Series("item", ["a", "b", "new"]),
    brand: pl.Series("brand", ["acme", "best"]),
  },
  categories: ["brand"],
  keys: [],
  numbers: ["price"],
};

const make = (itemFeatures: Record<string, unknown>) =>
  makeSplits(EVENTS, prepareParams({ itemFeatures }), {
    given: undefined,
    catalogue: undefined,
    onPart: () => {},
  });

Deno.test("makeSplits() encodes what is new in later splits as OOV", async () => {
  const { train, test, features, itemFeatures } = await make({});
  assert.equal(train.items.length, 16);
  assert.deepEqual(test.items, Int32Array.of(2, 1));
  assert.deepEqual(features.categoryNames, ["brand"]);
  assert.equal(itemFeatures, undefined);
});

Deno.test("makeSplits() gives what is new an index where its features are known", async () => {
  const made = await make({ categories: ["brand"] });
  assert.deepEqual(made.test.items, Int32Array.of(2, 4));
  assert.deepEqual(made.features.categoryNames, []);
  assert.deepEqual(made.features.numberNames, ["price"]);
  assert.deepEqual(made.itemFeatures!.codes, Int32Array.of(0, 1, 1));
});
