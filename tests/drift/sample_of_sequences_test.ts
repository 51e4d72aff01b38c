import assert from "node:assert/strict";
import { sampleOfSequences } from "../../src/drift/sample_of_sequences.ts";
import { featureSet, sequences } from "../prepare/sequences.ts";

Deno.test("sampleOfSequences() turns indices and scaled numbers back into values", () => {
  const sample = sampleOfSequences(sequences(), {
    name: "train",
    features: featureSet(),
  });
  const texts = ({ codes, values }: typeof sample.items) =>
    Array.from(codes, (code) => values[code]);
  assert.deepEqual([...sample.offsets], [0, 2, 5]);
  assert.deepEqual(texts(sample.items), ["10", "9", undefined, "10", "10"]);
  assert.deepEqual(texts(sample.users!), [undefined, "anna"]);
  assert.deepEqual(texts(sample.categories.brand!), [
    "acme",
    "acme",
    undefined,
    "acme",
    "acme",
  ]);
  // price · 0.1 + 4.5
  assert.deepEqual(
    Array.from(sample.numbers.price!, (it) => it.toFixed(2)),
    ["4.50", "4.51", "4.25", "4.80", "4.90"],
  );
});
