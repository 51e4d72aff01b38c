import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { readProducts } from "../../src/store/read_products.ts";
import { inFolder } from "../events/in_folder.ts";

const ROWS = [
  {
    item: "007",
    since: Date.UTC(2020, 0, 1),
    known: Date.UTC(2020, 0, 1),
    brand: "b",
    price: 9.99,
  },
  {
    item: "007",
    since: Date.UTC(2020, 0, 2, 11),
    known: Date.UTC(2020, 0, 9),
    brand: null,
    price: null,
  },
];

Deno.test("readProducts() reads CSV, and takes what is not said for known at once", () =>
  inFolder({
    "p.csv": "item,since,known,brand,price\n007,2020-01-01,,b,9.99\n" +
      "007,2020-01-02T12:00:00+01:00,2020-01-09,,\n",
  }, async (folder) => {
    const frame = await readProducts(`${folder}/p.csv`, { numbers: ["price"] });
    assert.deepEqual(frame.toRecords(), ROWS);
  }));

Deno.test("readProducts() reads Parquet, whose numbers are numbers", () =>
  inFolder({}, async (folder) => {
    const path = `${folder}/p.parquet`;
    pl.DataFrame([
      pl.Series("item", [7], pl.Int64),
      pl.Series("since", [ROWS[0]!.since], pl.Int64).cast(pl.Datetime("ms")),
      pl.Series("brand", ["b"], pl.Utf8),
      pl.Series("price", [9.99], pl.Float64),
    ]).writeParquet(path);
    const frame = await readProducts(path, { numbers: [] });
    assert.deepEqual(frame.toRecords(), [{ ...ROWS[0], item: "7" }]);
  }));

Deno.test("readProducts() names the column, or the row, that is wrong", () =>
  inFolder({
    "column.csv": "sku,since\n1,2020-01-01\n",
    "item.csv": "item,since\n1,2020-01-01\n,2020-01-01\n",
    "time.csv": "item,since\n1,yesterday\n",
    "number.csv": "item,since,price\n1,2020-01-01,dear\n",
    "fields.csv": "item,since\n1,2020-01-01\n2,2020-01-01,red\n",
    "quote.csv": 'item,since\n1,2020-01-01\n"2,2020-01-01\n',
    "large.csv": `item,since\n${"1,2020-01-01\n".repeat(1e5)}"2,2020-01-01\n`,
  }, async (folder) => {
    const wanted = {
      "column.csv": ': column "item" is missing, there are sku, since',
      "item.csv": ', row 3: item is "", an item is wanted',
      "time.csv": ', row 2: since is "yesterday", a time (ISO 8601) is wanted',
      "number.csv": ', row 2: price is "dear", a number is wanted',
      "fields.csv": ", row 3: more than 2 fields, as many as there are " +
        "columns are wanted",
      "quote.csv": ", row 3: a quote is never closed",
      "large.csv": ", row 100002: a quote is never closed",
      "absent.csv": " does not exist",
    };
    for (const [name, reason] of Object.entries(wanted)) {
      await assert.rejects(
        readProducts(`${folder}/${name}`, { numbers: ["price"] }),
        new InputError(`${folder}/${name}${reason}`),
      );
    }
  }));
