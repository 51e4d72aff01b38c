import assert from "node:assert/strict";
import pl from "nodejs-polars";
import {
  codeCount,
  flagColumn,
  float64Column,
  int32Column,
  keepRows,
  takeRows,
  withColumn,
} from "../../src/prepare/columns.ts";

const frame = pl.DataFrame({
  whole: pl.Series("whole", [1, 2, 3], pl.Int64),
  flag: [true, false, true],
});

Deno.test("columns become typed arrays, whatever their type was", () => {
  assert.deepEqual(int32Column(frame, "whole"), Int32Array.of(1, 2, 3));
  assert.deepEqual(float64Column(frame, "whole"), Float64Array.of(1, 2, 3));
  assert.deepEqual(flagColumn(frame, "flag"), Uint8Array.of(1, 0, 1));
});

Deno.test("withColumn() replaces a column in a new frame", () => {
  const changed = withColumn(frame, "whole", Int32Array.of(7, 8, 9));
  assert.deepEqual(int32Column(changed, "whole"), Int32Array.of(7, 8, 9));
  assert.deepEqual(int32Column(frame, "whole"), Int32Array.of(1, 2, 3));
});

Deno.test("keepRows() and takeRows() pick rows by mark and by position", () => {
  const kept = keepRows(frame, Uint8Array.of(0, 1, 1));
  assert.deepEqual(int32Column(kept, "whole"), Int32Array.of(2, 3));
  const taken = takeRows(frame, Uint32Array.of(2, 0, 2));
  assert.deepEqual(int32Column(taken, "whole"), Int32Array.of(3, 1, 3));
  assert.equal(takeRows(frame, new Uint32Array(0)).height, 0);
});

Deno.test("codeCount() is one more than the largest code", () => {
  assert.equal(codeCount(Int32Array.of(0, 3, -1, 1)), 4);
  assert.equal(codeCount(Int32Array.of(-1)), 0);
  assert.equal(codeCount(new Int32Array()), 0);
});
