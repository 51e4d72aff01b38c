import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { numberCopies } from "../../src/store/number_copies.ts";

Deno.test("numberCopies() counts equal rows in their order, nulls among them", () => {
  const frame = pl.DataFrame({
    time: [1, 1, 2, 1, 1],
    user: pl.Series("user", ["a", null, "a", "a", null], pl.Utf8),
  });
  const copies = numberCopies(frame, ["time", "user"]);
  assert.deepEqual(copies.getColumn("_copy").toArray(), [1, 1, 1, 2, 2]);
  const distinct = numberCopies(frame.head(3), ["time", "user"]);
  assert.deepEqual(distinct.getColumn("_copy").toArray(), [1, 1, 1]);
});
