import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { productVersions } from "../../src/store/product_versions.ts";

Deno.test("productVersions() has a row where something changes", () => {
  const events = pl.DataFrame({
    item: ["x", "y", "x", "x", "x", "y", "x", "z"],
    time: [30, 5, 10, 20, 40, 6, 40, 1],
    brand: pl.Series(
      "brand",
      ["b", "c", "a", "a", null, "c", "b", null],
      pl.Utf8,
    ),
    price: pl.Series(
      "price",
      [2, null, 1, null, 9, null, 3, null],
      pl.Float64,
    ),
  });
  const row = (
    item: string,
    since: number,
    brand: string,
    price: number | null,
  ) => ({ item, since, known: since, brand, price });
  assert.deepEqual(productVersions(events, ["brand", "price"]).toRecords(), [
    row("x", 10, "a", 1),
    row("x", 30, "b", 2),
    // Of two events at once the last one counts.
    row("x", 40, "b", 3),
    row("y", 5, "c", null),
  ]);
});
