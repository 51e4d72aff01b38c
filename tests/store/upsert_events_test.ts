import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { loadStore } from "../../src/store/load_store.ts";
import { inDatabase, noMysql as ignore } from "../mysql/in_database.ts";
import { manyEvents } from "./many_events.ts";
import { readBack } from "./read_back.ts";

Deno.test(
  "upsertEvents() keeps events as they are, and loading twice changes nothing",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings, sql }) => {
      const frame = pl.concat([
        manyEvents(30_000),
        // The same event twice, then one more with a name of another case.
        manyEvents(1),
        manyEvents(1).withColumns(pl.lit("SESSION-0-OF-MANY").alias("session")),
      ]);
      const options = { settings, dataset: "shop" };
      const events = { frame, name: "x" };
      const first = await loadStore({ events }, options);
      assert.deepEqual(first, {
        events: { rows: 30_002, inserted: 30_002, changed: 0 },
      });
      const whole = await readBack(settings);
      assert.ok(whole.frameEqual(frame, true), whole.toString());
      const ids = await sql("SELECT MAX(_id), MIN(_id) FROM shop_events");
      const again = await loadStore({ events }, options);
      assert.deepEqual(again, {
        events: { rows: 30_002, inserted: 0, changed: 0 },
      });
      assert.ok((await readBack(settings)).frameEqual(frame, true));
      assert.deepEqual(
        await sql("SELECT MAX(_id), MIN(_id) FROM shop_events"),
        ids,
      );
    }),
);

Deno.test(
  "upsertEvents() adds what is new, changes what differs, and adds columns",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings, sql }) => {
      const options = { settings, dataset: "shop" };
      const load = (frame: pl.DataFrame) =>
        loadStore({ events: { frame, name: "x" } }, options);
      await load(manyEvents(100).drop("brand"));
      const more = manyEvents(110).withColumns(
        pl.col("price").mul(pl.lit(1 / 3)).alias("price"),
      );
      const { events } = await load(more);
      assert.deepEqual([events!.rows, events!.inserted], [110, 10]);
      assert.ok((await readBack(settings)).frameEqual(more, true));
      const [price] = await sql(
        "SELECT data_type AS type FROM information_schema.columns WHERE " +
          "table_schema = DATABASE() AND table_name = 'shop_events' " +
          "AND column_name = 'price'",
      );
      assert.equal(price!.type, "double");
    }),
);

Deno.test(
  "upsertEvents() keeps decimals exact and times in UTC",
  { ignore },
  () =>
    inDatabase(async ({ settings, sql }) => {
      const frame = pl.DataFrame([
        pl.Series("user", ["a", "a"], pl.Utf8),
        // Both are half past two in Berlin, an hour apart.
        pl.Series("time", [1572136200000, 1572139800001], pl.Int64),
        pl.Series("item", ["😀", "i"], pl.Utf8),
        pl.Series("price", [35.79, 0.1], pl.Float64),
      ]);
      await loadStore({ events: { frame, name: "x" } }, {
        settings,
        dataset: "shop",
      });
      assert.deepEqual(
        await sql(
          "SELECT session, item, time, price * 100 AS cents FROM shop_events",
        ),
        [
          {
            session: null,
            item: "😀",
            time: "2019-10-27 00:30:00.000",
            cents: "3579.000000",
          },
          {
            session: null,
            item: "i",
            time: "2019-10-27 01:30:00.001",
            cents: "10.000000",
          },
        ],
      );
    }),
);
