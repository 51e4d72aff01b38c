import assert from "node:assert/strict";
import { batches } from "../../../src/track/mlflow/batches.ts";

Deno.test("batches() cuts after so many entries", () => {
  assert.deepEqual([...batches([1, 2, 3, 4, 5], 2)], [[1, 2], [3, 4], [5]]);
  assert.deepEqual([...batches([], 2)], []);
});

Deno.test("batches() cuts by bytes, however few entries, and leaves out none", () => {
  const values = Array.from(
    { length: 60 },
    (_, at) => `${at}${"é".repeat(6000)}`,
  );
  const cut = [...batches(values, 100)];
  assert.deepEqual(cut.flat(), values);
  // 12,004 bytes each, 300,000 in all.
  assert.deepEqual(cut.map((batch) => batch.length), [24, 24, 12]);
});

Deno.test("batches() gives an entry that is too large a batch of its own", () => {
  const large = "x".repeat(400_000);
  assert.deepEqual([...batches(["a", large, "b"], 100)], [["a"], [large], [
    "b",
  ]]);
});
