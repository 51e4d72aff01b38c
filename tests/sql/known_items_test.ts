import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import { knownItems } from "../../src/sql/known_items.ts";

/** Training has seen b, then a. */
const FEATURES = new FeatureSet({
  task: "next",
  item: new Vocabulary({ type: "text", values: ["b", "a"] }),
  support: Int32Array.of(0, 0, 3, 2),
  user: undefined,
  categories: {},
  calendar: [],
  numbers: {},
});

const ITEMS = { categories: ["brand"], numbers: ["price"], buckets: 2 };

function know(params: Partial<typeof ITEMS> = {}) {
  const text = (name: string, values: (string | null)[]) =>
    pl.Series(name, values, pl.Utf8);
  return knownItems(FEATURES, {
    codes: pl.DataFrame([
      text("value", ["c", "a", "b", "d"]),
      pl.Series("code", [2, 0, 1, 3]),
    ]),
    properties: pl.DataFrame([
      text("part", ["test", "train", "train", "test", "test"]),
      text("item", ["c", "b", "a", "a", "d"]),
      text("c_brand", ["x", "x", null, "y", "z"]),
      pl.Series("n_price", [5, 3, null, null, null], pl.Float64),
    ]),
    params: { ...ITEMS, ...params },
    catalogue: new Map([["e", { brand: "y" }]]),
  });
}

Deno.test("knownItems() lets items join that only the test or the catalogue knows", () => {
  const { features, indices, itemFeatures } = know();
  // d's brand is none of an item that training has seen.
  assert.deepEqual(features.item.values, ["b", "a", "c", "e"]);
  assert.deepEqual([...features.support], [0, 0, 3, 2, 0, 0]);
  assert.deepEqual([...indices], [3, 2, 4, 1]);
  assert.deepEqual(itemFeatures.features, { brand: 2, price: 1 });
  assert.deepEqual(itemFeatures.values, ["x", "y", "from 3"]);
  assert.deepEqual([...itemFeatures.codes], [0, 2, 1, 0, 2, 1]);
});

Deno.test("knownItems() says what nobody tells of", () => {
  assert.throws(
    () => know({ categories: ["colour"] }),
    /^InputError: .*"colour" is known neither of events nor of --items, one of brand/,
  );
});
