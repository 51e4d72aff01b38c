import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { canonicalFiles } from "../../src/sql/canonical_files.ts";
import { inFolder } from "./parity.ts";

Deno.test("canonicalFiles() writes a frame and tells its keys from its categories and numbers", () =>
  inFolder(async (folder) => {
    const frame = pl.DataFrame([
      pl.Series("user", ["anna"], pl.Utf8),
      pl.Series("time", Float64Array.of(5)).cast(pl.Int64),
      pl.Series("item", ["a"], pl.Utf8),
      pl.Series("cart", [true], pl.Bool),
      pl.Series("variant", ["v"], pl.Utf8),
      pl.Series("brand", ["b"], pl.Utf8),
      pl.Series("price", Float64Array.of(2)),
    ]);
    const dropped = { "missing item": 3 };
    const made = await canonicalFiles({
      name: "shop",
      digest: () => Promise.resolve(""),
      read: () => Promise.resolve({ frame, dropped }),
    }, { folder, keys: ["variant"] });
    assert.deepEqual(made.dropped, dropped);
    assert.deepEqual(made.input.events.columns, {
      user: "user",
      time: { column: "time", format: "epoch_ms" },
      item: "item",
      event: { column: "cart", cart: "true" },
      categories: { brand: "brand" },
      keys: { variant: "variant" },
      numbers: { price: "price" },
    });
    const [file, ...more] = made.input.files;
    assert.deepEqual(more, []);
    assert.deepEqual(pl.readParquet(file!).toRecords(), frame.toRecords());
  }));
