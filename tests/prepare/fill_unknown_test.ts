import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { fillUnknown } from "../../src/prepare/fill_unknown.ts";
import { coded, column } from "./frames.ts";

Deno.test('fillUnknown() turns an unknown category into the value "Unknown"', () => {
  const frame = coded({ session: [0, 0, 0], brand: [1, -1, 0] });
  const filled = fillUnknown(frame, {
    categories: ["brand"],
    values: { brand: pl.Series("brand", ["acme", "best", "Unknown"]) },
  });
  assert.deepEqual(column(filled, "brand"), [1, 2, 0]);
  assert.ok(filled.getColumn("brand").dtype.equals(pl.Int32));
});
