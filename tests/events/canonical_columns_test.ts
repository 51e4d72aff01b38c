import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { canonicalColumns } from "../../src/events/canonical_columns.ts";

const params = {
  user: "u",
  time: { column: "t", format: "iso", plusMs: "ms" },
  item: "i",
  event: { column: "e", cart: "add" },
  categories: { brand: "b" },
  numbers: { price: "p" },
  keys: { variant: "v" },
};

Deno.test("canonicalColumns() lists the canonical frame's columns in order", () => {
  const schema = Object.fromEntries(
    ["i", "t", "u", "ms", "e", "b", "p", "v"].map((name) => [name, pl.Utf8]),
  );
  const columns = canonicalColumns(params, { schema, name: "x.csv" });
  assert.deepEqual(
    columns.map(({ name, raw, wanted }) => [name, raw, wanted]),
    [
      ["user", "u", undefined],
      ["time", "t", "a time (iso)"],
      ["plus ms", "ms", "a number"],
      ["item", "i", undefined],
      ["cart", "e", undefined],
      ["brand", "b", undefined],
      ["variant", "v", undefined],
      ["price", "p", "a number"],
    ],
  );
});

Deno.test("canonicalColumns() names the first column that is missing", () => {
  const schema = { u: pl.Utf8, i: pl.Utf8 };
  assert.throws(
    () => canonicalColumns(params, { schema, name: "x.csv" }),
    new InputError('x.csv: column "t" is missing, there are u, i'),
  );
});
