import assert from "node:assert/strict";
import { popularItems } from "../../src/serve/popular_items.ts";
import { tinyArchive } from "./tiny_archive.ts";

const { features } = tinyArchive();

Deno.test("popularItems() gives the products with the most events, each with its share", () => {
  const { items, probabilities } = popularItems(features, { k: 3 });
  assert.deepEqual([...items], [2, 3, 4]);
  assert.deepEqual([...probabilities], [.3, .25, .2].map(Math.fround));
});

Deno.test("popularItems() gives candidates alone, and nothing that is excluded", () => {
  const { items } = popularItems(features, {
    k: 3,
    excluded: new Set([3]),
    candidates: new Set([3, 4, 6]),
  });
  assert.deepEqual([...items], [4, 6]);
});
