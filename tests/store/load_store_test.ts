import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { loadStore } from "../../src/store/load_store.ts";
import { inDatabase, noMysql as ignore } from "../mysql/in_database.ts";
import { manyEvents } from "./many_events.ts";
import { priceVersions } from "./price_versions.ts";

Deno.test("loadStore() leaves nothing of a load of which one part is wrong", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    const products = {
      frame: priceVersions([0, 0, 1])
        .withColumns(pl.lit("x".repeat(300)).alias("brand")),
      name: "products.csv",
    };
    const events = { frame: manyEvents(100), name: "events.csv" };
    const options = { settings, dataset: "shop" };
    await assert.rejects(
      loadStore({ events, products }, options),
      /^InputError: products\.csv: .*'brand' at row 1; nothing was loaded$/,
    );
    for (const table of ["shop_events", "shop_products"]) {
      assert.deepEqual(await sql(`SELECT * FROM ${table}`), []);
    }
  }));

Deno.test("loadStore() lets one load of a dataset run at a time", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    const loads = Array.from({ length: 3 }, () =>
      loadStore({ events: { frame: manyEvents(5_000), name: "x" } }, {
        settings,
        dataset: "shop",
      }));
    const inserted = (await Promise.all(loads)).map((it) =>
      it.events!.inserted
    );
    assert.deepEqual(inserted.sort(), [0, 0, 5_000]);
    const [count] = await sql("SELECT COUNT(*) AS n FROM shop_events");
    assert.equal(count!.n, "5000");
  }));
