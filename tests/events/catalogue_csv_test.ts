import assert from "node:assert/strict";
import { catalogueCsv } from "../../src/events/catalogue_csv.ts";

const OPTIONS = { name: "items.csv", separator: ";" };

Deno.test("catalogueCsv() reads the id, then properties, several values between bars", async () => {
  const text = "sku;brand;colours;price\n17;acme;red|blue;3.5\nb;;|red;\nc\n";
  assert.deepEqual(
    [...await catalogueCsv(text, OPTIONS)],
    [
      ["17", { brand: "acme", colours: ["red", "blue"], price: "3.5" }],
      ["b", { brand: null, colours: ["red"], price: null }],
      ["c", { brand: null, colours: null, price: null }],
    ],
  );
});

Deno.test("catalogueCsv() names the row that is wrong", async () => {
  const rejects = (text: string, message: string) =>
    assert.rejects(catalogueCsv(text, OPTIONS), {
      name: "InputError",
      message,
    });
  await rejects(
    "sku;brand\n1;a\n;b\n",
    "items.csv, row 3: no id of an item, sku, brand are wanted",
  );
  await rejects(
    "sku;brand\n1;a;b\n",
    "items.csv, row 2: 3 fields, sku, brand are wanted",
  );
});

Deno.test("catalogueCsv() says that quotes are out of order", async () => {
  await assert.rejects(catalogueCsv('sku;brand\n1;"a\n', OPTIONS), {
    name: "InputError",
    message: /^items\.csv is no whole CSV: .+$/,
  });
});
