import assert from "node:assert/strict";
import { fitItemFeatures } from "../../src/prepare/fit_item_features.ts";

Deno.test("fitItemFeatures() numbers values by how many trained items have them, then by text", () => {
  const { features, values, codes } = fitItemFeatures({
    ids: ["a", "b", "c", "d", "e"],
    categories: {
      brand: [["z"], ["y"], ["z"], undefined, ["only cold"]],
      tag: [["q", "p"], ["p"], undefined, [], ["q", "r"]],
    },
    numbers: {},
  }, { trained: [true, true, true, true, false], buckets: 2 });
  assert.deepEqual(features, { brand: 2, tag: 2 });
  assert.deepEqual(values, ["z", "y", "p", "q"]);
  assert.deepEqual(codes, [[0, 3, 2], [1, 2], [0], [], [3]]);
});

Deno.test("fitItemFeatures() cuts numbers into buckets of as many trained items", () => {
  const { features, values, codes } = fitItemFeatures({
    ids: [..."abcdefgh"],
    categories: {},
    numbers: { price: Float64Array.of(1, 2, 3, 4, 5, 6, NaN, 0.5) },
  }, {
    trained: [true, true, true, true, true, true, true, false],
    buckets: 3,
  });
  assert.deepEqual(features, { price: 3 });
  assert.deepEqual(values, ["from 1", "from 3", "from 5"]);
  assert.deepEqual(codes, [[0], [0], [1], [1], [2], [2], [], [0]]);
});

Deno.test("fitItemFeatures() makes fewer buckets of fewer numbers, and none of none", () => {
  const fit = (numbers: number[]) =>
    fitItemFeatures({
      ids: numbers.map(String),
      categories: {},
      numbers: { price: Float64Array.from(numbers) },
    }, { trained: numbers.map(() => true), buckets: 10 });
  assert.deepEqual(fit([7, 7, 7, 9]).values, ["from 7", "from 9"]);
  assert.deepEqual(fit([NaN]), {
    features: { price: 0 },
    values: [],
    codes: [[]],
  });
});

Deno.test("fitItemFeatures() bears more values than a call takes arguments", () => {
  const ids = Array.from({ length: 150_000 }, (_, at) => `title ${at}`);
  const { features, values } = fitItemFeatures({
    ids,
    categories: { title: ids.map((it) => [it]) },
    numbers: {},
  }, { trained: ids.map(() => true), buckets: 2 });
  assert.deepEqual(features, { title: 150_000 });
  assert.equal(values.length, 150_000);
});
