import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { weighItems } from "../../src/recommend/weigh_items.ts";

Deno.test("weighItems() takes each item at its last event, the most recent first", () => {
  const prefix = Int32Array.of(2, 3, OOV, 2, 4);
  assert.deepEqual(weighItems(prefix, (step) => 1 / step), [
    { item: 4, weight: 1, step: 1 },
    { item: 2, weight: 1 / 2, step: 2 },
    { item: 3, weight: 1 / 4, step: 4 },
  ]);
  assert.deepEqual(weighItems(new Int32Array(), () => 1), []);
});
