import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { fitVocabulary } from "../../src/prepare/fit_vocabulary.ts";

Deno.test("fitVocabulary() orders by falling support, then by value", () => {
  const { vocabulary, support, indices } = fitVocabulary(
    Int32Array.of(0, 1, 2, 2, 3, -1),
    { values: pl.Series("brand", ["b", "a", "c", "B", "unseen"]) },
  );
  assert.deepEqual(vocabulary.values, ["c", "B", "a", "b"]);
  assert.equal(vocabulary.type, "text");
  assert.deepEqual(support, Int32Array.of(1, 0, 2, 1, 1, 1));
  assert.deepEqual(indices, Int32Array.of(5, 4, 2, 3, 1));
});

Deno.test("fitVocabulary() makes rare values OOV and orders integers by size", () => {
  const { vocabulary, support, indices } = fitVocabulary(
    Int32Array.of(0, 0, 1, 1, 2),
    { values: pl.Series("item", [10, 9, 8], pl.Int64), minFrequency: 2 },
  );
  assert.deepEqual(vocabulary.toJSON(), {
    type: "integer",
    values: ["9", "10"],
  });
  assert.deepEqual(support, Int32Array.of(0, 1, 2, 2));
  assert.deepEqual(indices, Int32Array.of(3, 2, 1));
});
