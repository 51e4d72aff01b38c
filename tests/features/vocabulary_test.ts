import assert from "node:assert/strict";
import fc from "fast-check";
import { Vocabulary } from "../../src/features/vocabulary.ts";

Deno.test("Vocabulary numbers values from 2; what it lacks is OOV", () => {
  const vocabulary = new Vocabulary({ type: "integer", values: ["17", "4"] });
  assert.equal(vocabulary.size, 4);
  assert.equal(vocabulary.index("17"), 2);
  assert.equal(vocabulary.index(4), 3);
  assert.equal(vocabulary.index(4n), 3);
  assert.equal(vocabulary.index("5"), 1);
  assert.equal(vocabulary.value(3), "4");
  assert.equal(vocabulary.value(0), undefined);
  assert.equal(vocabulary.value(1), undefined);
});

Deno.test("Vocabulary comes back from its JSON with every index", () => {
  const texts = fc.uniqueArray(fc.string({ unit: "grapheme" }));
  fc.assert(fc.property(texts, (values) => {
    const vocabulary = new Vocabulary({ type: "text", values });
    const json = JSON.parse(JSON.stringify(vocabulary));
    const back = new Vocabulary(json);
    values.forEach((value, position) => {
      assert.equal(back.index(value), position + 2);
      assert.equal(back.value(position + 2), value);
    });
  }));
});
