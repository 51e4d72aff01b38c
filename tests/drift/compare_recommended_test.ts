import assert from "node:assert/strict";
import {
  compareRecommended,
  RECOMMENDED_COMPARISONS,
} from "../../src/drift/compare_recommended.ts";
import { seededPrng } from "../../src/random.ts";
import { demoParams } from "./demo_samples.ts";

const params = { ...demoParams(1).drift, k: 2 };
const CATALOGUE = Array.from({ length: 100 }, (_, item) => `${item}`);

/** 1,500 lists of two of the first items. */
function lists({ items, scale, seed }: Record<string, number>) {
  const prng = seededPrng(seed!);
  return {
    offsets: Int32Array.from({ length: 1501 }, (_, at) => 2 * at),
    items: Int32Array.from(
      { length: 3000 },
      () => Math.floor(items! * prng()),
    ),
    best: Float64Array.from({ length: 1500 }, () => scale! * prng()),
    catalogue: CATALOGUE,
  };
}

Deno.test("compareRecommended() finds no drift in what comes of one model", () => {
  const found = compareRecommended(
    lists({ items: 90, scale: 1, seed: 1 }),
    lists({ items: 90, scale: 1, seed: 2 }),
    { alpha: 0.001, params },
  );
  assert.equal(found.length, RECOMMENDED_COMPARISONS);
  assert.deepEqual(found.filter((it) => it.drifted), []);
  assert.deepEqual(found[2]!.summary, { "share of the catalogue": [0.9, 0.9] });
});

Deno.test("compareRecommended() finds a model that is less sure, and shows less", () => {
  const found = compareRecommended(
    lists({ items: 90, scale: 1, seed: 1 }),
    lists({ items: 40, scale: 0.5, seed: 2 }),
    { alpha: 0.001, params },
  );
  assert.deepEqual(found.map(({ name, drifted }) => [name, drifted]), [
    ["best probability", true],
    ["recommended item", true],
    ["coverage@2", true],
  ]);
  assert.equal(found[2]!.measures[0]!.value, 0.5);
});
