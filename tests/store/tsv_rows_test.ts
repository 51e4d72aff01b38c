import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { tsvRows } from "../../src/store/tsv_rows.ts";

Deno.test("tsvRows() writes plain rows as they are, nulls as nothing", () => {
  const frame = pl.DataFrame({
    a: pl.Series("a", ["x", null, 'q"', "NULL"], pl.Utf8),
    n: pl.Series("n", [0.1, 1e300, null, 35.79], pl.Float64),
    t: pl.Series("t", [0, 1, 1569888000123, null], pl.Int64)
      .cast(pl.Datetime("ms")),
  });
  assert.equal(
    new TextDecoder().decode(tsvRows(frame)),
    "x\t0.1\t1970-01-01 00:00:00.000\n\t1e+300\t1970-01-01 00:00:00.001\n" +
      'q"\t\t2019-10-01 00:00:00.123\nNULL\t35.79\t\n',
  );
});

Deno.test("tsvRows() escapes what would end a field or a row", () => {
  const frame = pl.DataFrame({
    a: pl.Series("a", ["\\", "a\tb\nc\r", "\b$0", "\\N"], pl.Utf8),
    n: [1, 2, 3, 4],
  });
  assert.equal(
    new TextDecoder().decode(tsvRows(frame)),
    "\\\\\t1.0\na\\tb\\nc\\r\t2.0\n\\b$0\t3.0\n\\\\N\t4.0\n",
  );
});
