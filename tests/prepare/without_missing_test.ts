import assert from "node:assert/strict";
import { withoutMissing } from "../../src/prepare/without_missing.ts";

Deno.test("withoutMissing() keeps the order, and leaves the column as it is", () => {
  const values = Float64Array.of(NaN, 3, NaN, 1, 2, NaN);
  const present = withoutMissing(values);
  assert.deepEqual(present, Float64Array.of(3, 1, 2));
  present.sort();
  assert.deepEqual(values, Float64Array.of(NaN, 3, NaN, 1, 2, NaN));
});
