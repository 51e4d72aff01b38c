import assert from "node:assert/strict";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Scaler } from "../../src/features/scaler.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";

function features(): FeatureSet {
  return new FeatureSet({
    task: "next",
    item: new Vocabulary({ type: "integer", values: ["10", "9"] }),
    support: Int32Array.of(0, 0, 3, 1),
    categories: {
      week: new Vocabulary({ type: "integer", values: ["40"] }),
      brand: new Vocabulary({ type: "text", values: ["acme"] }),
    },
    calendar: ["week"],
    numbers: {
      price: new Scaler({ kind: "robust", center: 4.5, scale: 0.1 }),
    },
  });
}

Deno.test("FeatureSet comes back from its text, which is then the same", () => {
  const text = features().serialize();
  const back = FeatureSet.parse(text);
  assert.equal(back.serialize(), text);
  assert.deepEqual(back.support, Int32Array.of(0, 0, 3, 1));
  assert.equal(back.user, undefined);
  assert.equal(back.item.index("9"), 3);
  assert.equal(
    back.numbers.price!.apply(4.6),
    features().numbers.price!.apply(4.6),
  );
});

Deno.test("FeatureSet names its columns in the order of the alphabet", () => {
  assert.deepEqual(features().categoryNames, ["brand", "week"]);
  assert.deepEqual(features().numberNames, ["price"]);
});

Deno.test("FeatureSet.parse() says in one line what is wrong", () => {
  const text = features().serialize();
  const cases: [string, RegExp][] = [
    [text.slice(0, 40), /^InputError: f\.json is not JSON: /],
    ["null", /^InputError: f\.json has format version undefined, 1 is wanted/],
    [
      text.replace('"formatVersion":1', '"formatVersion":2'),
      /^InputError: f\.json has format version 2, 1 is wanted: prepare the data again$/,
    ],
    [text.replace('"next"', '"first"'), /^InputError: f\.json, task: /],
    [
      text.replace("[0,0,3,1]", "[0,0,3]"),
      /^InputError: f\.json: support has 3 counts, one for each of the 4 item indices is wanted$/,
    ],
  ];
  for (const [wrong, message] of cases) {
    assert.throws(() => FeatureSet.parse(wrong, "f.json"), message);
  }
});
