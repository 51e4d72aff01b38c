import assert from "node:assert/strict";
import { RowIndex } from "../../src/train/row_index.ts";

Deno.test("RowIndex numbers rows in order of their first request", () => {
  const index = new RowIndex(10);
  assert.deepEqual([7, 0, 7, 3, 0].map((row) => index.add(row)), [
    0,
    1,
    0,
    2,
    1,
  ]);
  assert.deepEqual(index.rows(), Int32Array.of(7, 0, 3));
});

Deno.test("RowIndex begins anew after clear()", () => {
  const index = new RowIndex(10);
  index.add(7);
  index.add(3);
  index.clear();
  assert.deepEqual(index.rows(), new Int32Array());
  assert.deepEqual([index.add(3), index.add(9), index.add(7)], [0, 1, 2]);
  assert.deepEqual(index.rows(), Int32Array.of(3, 9, 7));
});
