import assert from "node:assert/strict";
import { Vocabulary } from "../../../src/features/vocabulary.ts";
import type { Dataset } from "../../../src/prepare/dataset.ts";
import { itemNames } from "../../../tasks/notebook/item_names.ts";

Deno.test("itemNames() tells items by their id and first category", () => {
  const vocabulary = (values: string[]) =>
    new Vocabulary({ type: "text", values });
  const dataset = {
    train: {
      items: Int32Array.of(2, 3),
      categories: { type: Int32Array.of(2, 3) },
    },
    features: {
      item: vocabulary(["17", "4"]),
      categories: { type: vocabulary(["tea", "cup"]) },
    },
  } as unknown as Dataset;
  const { items, name, group } = itemNames(dataset, { groups: 1 });
  assert.deepEqual(items, [2, 3]);
  assert.deepEqual(items.map(name), ["17 (type tea)", "4 (type cup)"]);
  assert.deepEqual(items.map(group), ["type tea", "other"]);
  assert.equal(name(1), "unseen");
});
