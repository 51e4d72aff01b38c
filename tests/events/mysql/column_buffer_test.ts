import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import pl from "nodejs-polars";
import { InputError } from "../../../src/errors.ts";
import { columnBuffer } from "../../../src/events/mysql/column_buffer.ts";

const DOUBLE = 5;
const DATETIME = 12;
const DECIMAL = 246;
const VARCHAR = 253;
const UTF8 = 45;
const BINARY = 63;

function fill(
  [columnType, characterSet]: readonly [number, number],
  values: readonly unknown[],
  asNumber = false,
) {
  const field = { name: "c", columnType, characterSet };
  const buffer = columnBuffer(field, { capacity: 3, source: "s", asNumber });
  values.forEach((value, row) => buffer.set(row, value));
  const hash = createHash("sha256");
  const series = buffer.take(values.length, hash);
  return { series, digest: hash.digest("hex") };
}

Deno.test("columnBuffer() makes a series of the column's type", () => {
  const text = fill([VARCHAR, UTF8], ["a😀", null]).series;
  assert.equal(text.dtype.variant, "String");
  assert.deepEqual(text.toArray(), ["a😀", null]);
  const numbers = fill([DOUBLE, BINARY], [1.5, "2", null]).series;
  assert.deepEqual(numbers.toArray(), [1.5, 2, NaN]);
  const times = fill([DATETIME, BINARY], [
    "1970-01-01 00:00:01.002",
    null,
    "0000-00-00 00:00:00",
  ]).series;
  assert.equal(times.dtype.variant, "Datetime");
  assert.deepEqual(times.cast(pl.Int64).toArray(), [1002, null, null]);
});

Deno.test("columnBuffer() keeps a decimal that is an id as it is written", () => {
  const id = "12345678901234567890";
  assert.deepEqual(fill([DECIMAL, BINARY], [id, null]).series.toArray(), [
    id,
    null,
  ]);
  const prices = fill([DECIMAL, BINARY], ["35.790000", null], true).series;
  assert.deepEqual(prices.toArray(), [35.79, NaN]);
});

Deno.test("columnBuffer() hashes values so that they cannot run into each other", () => {
  const digests = [["ab", "c"], ["a", "bc"], ["a", null], ["a", ""]]
    .map((values) => fill([VARCHAR, UTF8], values).digest);
  assert.equal(new Set(digests).size, 4);
  assert.notEqual(
    fill([DOUBLE, BINARY], [1, 2]).digest,
    fill([DOUBLE, BINARY], [2, 1]).digest,
  );
});

Deno.test("columnBuffer() gives texts back, whatever they hold", () => {
  const columns = [
    ["", "a", "😀\n"],
    [null, "a", null],
    [null, "", "a"],
    ["a\0b", "c", "\0"],
    ["\0", "", null],
    ["a\0b"],
    [null],
    [""],
    [],
  ];
  const results = columns.map((values) => fill([VARCHAR, UTF8], values));
  assert.deepEqual(results.map(({ series }) => series.toArray()), columns);
  assert.ok(results.every(({ series }) => series.name === "c"));
  const digests = results.map(({ digest }) => digest);
  assert.equal(new Set(digests).size, columns.length);
});

Deno.test("columnBuffer() refuses bytes that are no text", () => {
  assert.throws(
    () => fill([VARCHAR, BINARY], []),
    new InputError(
      's: column "c" holds bytes, text, a number or a time is wanted: ' +
        "read it by a query, as HEX(…) or CAST(… AS CHAR)",
    ),
  );
});
