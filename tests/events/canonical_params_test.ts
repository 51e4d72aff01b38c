import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { resolveParams } from "../../src/config.ts";
import { canonicalParams } from "../../src/events/canonical_params.ts";
import { openSource } from "../../src/events/open_source.ts";
import { writeParts } from "../../src/events/write_parts.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("canonicalParams() says what the columns are called", () => {
  const frame = pl.DataFrame({
    user: ["u", null],
    time: pl.Series("time", [1000, 2000], pl.Int64),
    item: ["a", "b"],
    shelf: ["top", null],
    brand: ["x", "y"],
    price: [1.5, null],
  });
  assert.deepEqual(canonicalParams(frame, { keys: ["shelf"] }), {
    format: "parquet",
    columns: {
      user: "user",
      time: { column: "time", format: "epoch_ms" },
      item: "item",
      categories: { brand: "brand" },
      numbers: { price: "price" },
      keys: { shelf: "shelf" },
    },
  });
});

/** Files of the formats, and what their columns are called. */
const SOURCES: Record<string, { events: unknown; text?: string }> = {
  demo: {
    events: {
      format: "demo",
      columns: {
        session: "session_id",
        user: "user_id",
        time: { column: "timestamp" },
        item: "product_id",
        event: { column: "event_type", cart: "ADDED_PRODUCT_TO_CART" },
        categories: { brand: "brand_id" },
        numbers: { price: "customer_price_cz" },
      },
      demo: { sessions: 200, items: 50, users: 40 },
    },
  },
  csv: {
    events: {
      format: "csv",
      columns: {
        session: "visit",
        time: { column: "at", format: "epoch_s" },
        item: "sku",
        event: { column: "did", cart: "add" },
        categories: { brand: "maker" },
        keys: { shelf: "shelf" },
        numbers: { price: "cost" },
      },
    },
    text: "visit,at,sku,did,maker,shelf,cost\n" +
      "b,2.5,9,see,m,top,1.5\nb,1,8,add,,,\na,3,9,see,m,,2\n",
  },
  sessions: { events: { format: "sessions" }, text: "10 9 8\n9 7\n" },
  users: { events: { format: "users" }, text: "u 9 8\nv 9 7\n" },
};

for (const [name, { events, text }] of Object.entries(SOURCES)) {
  Deno.test(`canonicalParams() read the events of ${name} as they were`, () =>
    inFolder({ events: text ?? "" }, async (folder) => {
      const input = `${folder}/events`;
      const preset = { description: "test", events };
      const params = resolveParams({ preset }).events;
      const source = openSource(params, text === undefined ? {} : { input });
      const { frame } = await source.read();
      await Deno.mkdir(`${folder}/parts`);
      const rowsPerPart = Math.ceil(frame.height / 3);
      writeParts(frame, { folder: `${folder}/parts`, rowsPerPart });
      const keys = name === "csv" ? ["shelf"] : [];
      const again = openSource(canonicalParams(frame, { keys }), {
        input: `${folder}/parts`,
      });
      const { frame: read, dropped } = await again.read();
      assert.deepEqual(dropped, {});
      const ids = ["session", "user", "item"].filter((it) =>
        frame.columns.includes(it)
      );
      // Numbers that are ids come back as texts.
      const texts = frame.withColumns(
        ...ids.map((it) => pl.col(it).cast(pl.Utf8)),
      );
      const same = texts.select(...read.columns);
      assert.deepEqual([...read.columns].sort(), [...frame.columns].sort());
      assert.deepEqual(read.toRecords(), same.toRecords());
    }));
}
