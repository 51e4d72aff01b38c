import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { columnTypes } from "../../src/store/column_types.ts";

Deno.test("columnTypes() makes DECIMALs of numbers that are some exactly", () => {
  const numbers = {
    prices: [35.79, 0.1, null, -999_999_999.999999],
    none: [null, null, null, null],
    thirds: [1 / 3, 1, 2, 3],
    large: [1e9, 1, 2, 3],
    fine: [1e-7, 1, 2, 3],
  };
  const frame = pl.DataFrame({
    ...Object.fromEntries(
      Object.entries(numbers).map(([name, values]) => [
        name,
        pl.Series(name, values, pl.Float64),
      ]),
    ),
    text: ["a", "b", "c", "d"],
    flag: [true, false, true, true],
    count: pl.Series("count", [1, 2, 3, 4], pl.Int32),
    time: pl.Series("time", [1, 2, 3, 4], pl.Int64).cast(pl.Datetime("ms")),
  });
  assert.deepEqual(columnTypes(frame), {
    prices: "DECIMAL(18,6)",
    none: "DECIMAL(18,6)",
    thirds: "DOUBLE",
    large: "DOUBLE",
    fine: "DOUBLE",
    text: "VARCHAR(255)",
    flag: "BOOLEAN",
    count: "INT",
    time: "DATETIME(3)",
  });
});
