import assert from "node:assert/strict";
import fc from "fast-check";
import pl from "nodejs-polars";
import { codeColumn } from "../../src/prepare/code_column.ts";

Deno.test("codeColumn() numbers texts by first appearance, null is -1", () => {
  const { codes, values } = codeColumn(
    pl.Series("brand", ["b", null, "a", "b", ""], pl.Utf8),
  );
  assert.deepEqual(codes, Int32Array.of(0, -1, 1, 0, 2));
  assert.deepEqual(values.toArray(), ["b", "a", ""]);
});

Deno.test("codeColumn() numbers integers, tells 0 from null and -1 from both", () => {
  const { codes, values } = codeColumn(
    pl.Series("item", [0, null, -1, 0, 2 ** 40], pl.Int64),
  );
  assert.deepEqual(codes, Int32Array.of(0, -1, 1, 0, 2));
  assert.deepEqual(values.toArray().map(Number), [0, -1, 2 ** 40]);
});

Deno.test("codeColumn() of any texts can be undone", () => {
  const texts = fc.array(fc.option(fc.string({ unit: "grapheme" })), {
    maxLength: 200,
  });
  fc.assert(fc.property(texts, (column) => {
    const { codes, values } = codeColumn(pl.Series("text", column, pl.Utf8));
    const known = values.toArray();
    assert.deepEqual(
      Array.from(codes, (code) => code < 0 ? null : known[code]),
      column,
    );
    assert.equal(new Set(known).size, known.length);
  }));
});

Deno.test("codeColumn() holds more values than its first table", () => {
  const column = Int32Array.from({ length: 20_000 }, (_, i) => i % 9_000);
  const series = pl.Series("item", column).cast(pl.Int64);
  assert.deepEqual(codeColumn(series).codes, column);
});
