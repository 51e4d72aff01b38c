import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";
import { loadStore } from "../../src/store/load_store.ts";
import { inDatabase, noMysql as ignore } from "../mysql/in_database.ts";
import { priceVersions } from "./price_versions.ts";
import { readBack } from "./read_back.ts";

const DAY = 86_400_000;
const day = (n: number) => Date.UTC(2020, 0, n);

function eventsAt(...times: number[]): pl.DataFrame {
  return pl.DataFrame([
    pl.Series("session", times.map(() => "s"), pl.Utf8),
    pl.Series("time", times, pl.Int64),
    pl.Series("item", times.map(() => "i"), pl.Utf8),
  ]);
}

async function pricesAt(settings: MysqlSettings): Promise<unknown[]> {
  const frame = await readBack(settings, {
    columns: {
      session: "session",
      time: { column: "time" },
      item: "item",
      numbers: { price: "price" },
    },
    products: { table: "shop_products", columns: ["price"] },
  });
  return frame.getColumn("price").toArray();
}

Deno.test(
  "upsertProducts() ends a version of a product where the next one begins",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings, sql }) => {
      const options = { settings, dataset: "shop" };
      const load = (...rows: [number, number, number][]) =>
        loadStore(
          { products: { frame: priceVersions(...rows), name: "x" } },
          options,
        );
      const events = {
        frame: eventsAt(day(1) - 1, day(1), day(3) - 1, day(3), day(9)),
        name: "x",
      };
      await loadStore({ events }, options);
      await load([day(1), day(1), 10], [day(5), day(5), 30]);
      assert.deepEqual(await pricesAt(settings), [null, 10, 10, 10, 30]);
      // An older file comes later; what it says was known in its time.
      const report = await load([day(3), day(3), 20], [day(5), day(5), 30]);
      assert.deepEqual(report.products, { rows: 2, inserted: 1, changed: 0 });
      assert.deepEqual(await pricesAt(settings), [null, 10, 10, 20, 30]);
      assert.deepEqual(
        await sql("SELECT valid_from, valid_to FROM shop_products ORDER BY 1"),
        [
          ["2020-01-01 00:00:00.000", "2020-01-03 00:00:00.000"],
          ["2020-01-03 00:00:00.000", "2020-01-05 00:00:00.000"],
          ["2020-01-05 00:00:00.000", "9999-12-31 23:59:59.999"],
        ].map(([valid_from, valid_to]) => ({ valid_from, valid_to })),
      );
      const again = await load([day(3), day(3), 21]);
      assert.deepEqual(again.products, { rows: 1, inserted: 0, changed: 1 });
      assert.deepEqual(await pricesAt(settings), [null, 10, 10, 21, 30]);
    }),
);

Deno.test(
  "upsertProducts() lets a late correction change nothing before it was known",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings }) => {
      const options = { settings, dataset: "shop" };
      const days = [2, 4, 6, 8, 10, 12, 14];
      await loadStore({
        events: { frame: eventsAt(...days.map(day)), name: "x" },
        products: {
          frame: priceVersions(
            [day(1), day(1), 10],
            [day(5), day(5), 12],
            // On the 10th we learn that from the 3rd to the 5th it was 11.
            [day(3), day(10), 11],
            // And on the 12th that what held from the 5th on was 13.
            [day(5), day(12), 13],
            // Announced on the 6th, valid from the 14th on.
            [day(14), day(6), 14],
          ),
          name: "x",
        },
      }, options);
      assert.deepEqual(
        await pricesAt(settings),
        [10, 10, 12, 12, 12, 13, 14],
      );
    }),
);

Deno.test("upsertProducts() joins what a slow reading of the versions finds", {
  ignore,
}, () =>
  inDatabase(async ({ settings }) => {
    // Small numbers, so that ties and corrections are many.
    const rows: [number, number, number][] = [];
    for (let n = 0; n < 40; n++) {
      const since = n * 7 % 12;
      rows.push([day(since), day(since + n * 5 % 7), n]);
    }
    const distinct = [...new Map(rows.map((it) => [`${it[0]} ${it[1]}`, it]))]
      .map(([, it]) => it);
    const times = Array.from({ length: 60 }, (_, at) => day(0) + at * DAY / 3);
    const expected = times.map((time) =>
      distinct.filter(([since, known]) => since <= time && known <= time)
        .sort((a, b) => b[0] - a[0] || b[1] - a[1])[0]?.[2] ?? null
    );
    const options = { settings, dataset: "shop" };
    await loadStore(
      { events: { frame: eventsAt(...times), name: "x" } },
      options,
    );
    for (const part of [distinct.slice(0, 15), distinct.slice(15)]) {
      const products = { frame: priceVersions(...part), name: "x" };
      await loadStore({ products }, options);
    }
    assert.deepEqual(await pricesAt(settings), expected);
  }));

Deno.test(
  "upsertProducts() refuses a feature of the name of a column of its own",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings }) => {
      const frame = priceVersions([day(1), day(1), 1])
        .withColumns(pl.lit("x").alias("valid_to"));
      await assert.rejects(
        loadStore({ products: { frame, name: "p.csv" } }, {
          settings,
          dataset: "shop",
        }),
        new InputError(
          'p.csv: no feature may be called "valid_to", which the store sets',
        ),
      );
    }),
);
