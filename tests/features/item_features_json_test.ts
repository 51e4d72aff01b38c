import assert from "node:assert/strict";
import {
  parseItemFeatures,
  serializeItemFeatures,
} from "../../src/features/item_features_json.ts";

const ITEMS = {
  features: { brand: 2, price: 1 },
  values: ["acme", "best", "from 3"],
  size: 3,
  offsets: Int32Array.of(0, 0, 0, 2, 2, 3),
  codes: Int32Array.of(1, 2, 0),
  numbers: { price: Float64Array.of(NaN, NaN, 3.5, NaN, NaN) },
};

Deno.test("parseItemFeatures() gives what serializeItemFeatures() took", () => {
  const text = serializeItemFeatures(ITEMS);
  assert.deepEqual(parseItemFeatures(text, { name: "x", items: 5 }), ITEMS);
  assert.deepEqual(JSON.parse(text), {
    formatVersion: 1,
    features: [
      { name: "brand", values: ["acme", "best"] },
      { name: "price", values: ["from 3"], numbers: [3.5, null, null] },
    ],
    codes: [[1, 2], [], [0]],
  });
});

Deno.test("parseItemFeatures() refuses other counts of items, and codes of nothing", () => {
  const text = serializeItemFeatures(ITEMS);
  const read = (text: string, items: number) => () =>
    parseItemFeatures(text, { name: "items.json", items });
  assert.throws(read(text, 6), {
    name: "InputError",
    message: "items.json: tells of 3, 3 items, 4 are wanted",
  });
  assert.throws(read(text.replace("[0]", "[3]"), 5), {
    message: "items.json: has codes that stand for nothing",
  });
  assert.throws(read("{", 5), {
    message: "items.json: is not what is known of items",
  });
});
