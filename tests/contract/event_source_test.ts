import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { type EventsParams, resolveParams } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import type { EventSource } from "../../src/events/event_source.ts";
import { openSource, openTestSource } from "../../src/events/open_source.ts";
import { inFolder } from "../events/in_folder.ts";
import { environmentOf, inDatabase, noMysql } from "../mysql/in_database.ts";

const columns = {
  session: "visit",
  user: "who",
  time: { column: "at", format: "epoch_ms" },
  item: "what",
  event: { column: "did", cart: "add" },
  categories: { brand: "maker" },
  numbers: { price: "cost" },
};
const CSV = "visit,who,at,what,did,maker,cost\n" +
  "b,u,2000,9,see,m,1.5\nb,u,1000,8,add,,\na,,3000,9,see,m,2\n";

interface Case {
  readonly name: string;
  readonly events: Record<string, unknown>;
  /** Writes the input, empty or with events, and returns its path. */
  readonly write?: (folder: string, empty: boolean) => Promise<string>;
  /** The input is a table: statements that make it, empty or with events. */
  readonly table?: (empty: boolean) => readonly string[];
  readonly test?: boolean;
  /** Items in the order in which the source must give them. */
  readonly items?: readonly string[];
}

function writeText(text: string, emptyText = "") {
  return async (folder: string, empty: boolean): Promise<string> => {
    await Deno.writeTextFile(`${folder}/events`, empty ? emptyText : text);
    return `${folder}/events`;
  };
}

async function writeParquet(folder: string, empty: boolean): Promise<string> {
  await Deno.writeTextFile(`${folder}/all.csv`, CSV);
  const frame = pl.readCSV(`${folder}/all.csv`);
  frame.limit(empty ? 0 : 3).writeParquet(`${folder}/events.parquet`);
  return `${folder}/events.parquet`;
}

function makeTable(empty: boolean): readonly string[] {
  return [
    "CREATE TABLE events (id INT PRIMARY KEY, visit VARCHAR(9), " +
    "who VARCHAR(9), at BIGINT, what INT, did VARCHAR(9), maker VARCHAR(9), " +
    "cost DECIMAL(9, 2))",
    ...(empty ? [] : [
      "INSERT INTO events VALUES (1, 'b', 'u', 2000, 9, 'see', 'm', 1.5), " +
      "(2, 'b', 'u', 1000, 8, 'add', '', NULL), " +
      "(3, 'a', NULL, 3000, 9, 'see', 'm', 2)",
    ]),
  ];
}

const CASES: readonly Case[] = [
  {
    name: "csv",
    events: { format: "csv", columns },
    write: writeText(CSV),
    items: ["9", "8", "9"],
  },
  {
    name: "csv with a header only",
    events: { format: "csv", columns },
    write: writeText(CSV, CSV.split("\n")[0]),
    items: ["9", "8", "9"],
  },
  {
    name: "parquet",
    events: { format: "parquet", columns },
    write: writeParquet,
    items: ["9", "8", "9"],
  },
  {
    name: "sessions",
    events: { format: "sessions" },
    write: writeText("9 8\n9 7\n"),
    items: ["9", "8", "9", "7"],
  },
  {
    name: "sessions as a test set",
    events: { format: "sessions" },
    write: writeText("9 8\t9\n9\t8\n7\t8\n"),
    test: true,
    items: ["9", "8", "9", "7", "8"],
  },
  {
    name: "users",
    events: { format: "users" },
    write: writeText("u 9 8\nv 9 7\n"),
    items: ["9", "8", "9", "7"],
  },
  {
    name: "mysql",
    events: { format: "mysql", columns, order: ["id"] },
    table: makeTable,
    items: ["9", "8", "9"],
  },
  {
    name: "mysql by a query",
    events: {
      format: "mysql",
      columns,
      query: "SELECT * FROM events WHERE id < 100;",
      order: ["id"],
    },
    table: makeTable,
    items: ["9", "8", "9"],
  },
  {
    name: "demo",
    events: {
      format: "demo",
      columns: {
        ...columns,
        session: "session_id",
        user: "user_id",
        time: { column: "timestamp" },
        item: "product_id",
        event: { column: "event_type", cart: "ADDED_PRODUCT_TO_CART" },
        categories: { brand: "brand_id" },
        numbers: { price: "customer_price_cz" },
      },
      demo: { sessions: 20, items: 100, users: 10 },
    },
  },
];

async function withSource(
  { events, write, table, test = false }: Case,
  empty: boolean,
  use: (source: EventSource) => Promise<void>,
): Promise<void> {
  const params = resolveParams({ preset: { description: "x", events } });
  if (table !== undefined) {
    return await inDatabase(async ({ settings, sql }) => {
      await sql(...table(empty));
      const mysql = environmentOf(settings);
      const input = events.query === undefined ? { input: "events" } : {};
      await use(openSource(params.events, { ...input, mysql }));
    });
  }
  await inFolder({}, async (folder) => {
    const input = await write?.(folder, empty);
    await use(open(params.events, input, test));
  });
}

function open(
  events: EventsParams,
  input: string | undefined,
  test: boolean,
): EventSource {
  if (test) return openTestSource(events, input!);
  return openSource(events, input === undefined ? {} : { input });
}

/** Types of the canonical columns, in their order. */
const TYPES = {
  session: "String",
  user: "String",
  time: "Int64",
  item: "String",
  cart: "Bool",
  target: "Bool",
  brand: "String",
  price: "Float64",
};

for (const each of CASES) {
  const ignore = each.table !== undefined && noMysql;
  Deno.test(
    `${each.name}: columns, types and nulls are canonical`,
    { ignore },
    async () => {
      await withSource(each, false, async (source) => {
        const { frame } = await source.read();
        const wanted = Object.keys(TYPES)
          .filter((name) => frame.columns.includes(name));
        assert.deepEqual(frame.columns, wanted);
        for (
          const [name, type] of Object.entries(
            frame.schema as Record<string, pl.DataType>,
          )
        ) {
          assert.equal(type.variant, TYPES[name as keyof typeof TYPES], name);
        }
        for (const name of ["session", "time", "item", "cart", "target"]) {
          if (!frame.columns.includes(name)) continue;
          assert.equal(frame.getColumn(name).nullCount(), 0, name);
        }
      });
    },
  );

  Deno.test(
    `${each.name}: rows keep their order, twice the same`,
    { ignore },
    async () => {
      await withSource(each, false, async (source) => {
        const { frame, dropped } = await source.read();
        if (each.items !== undefined) {
          assert.deepEqual(frame.getColumn("item").toArray(), each.items);
        }
        const again = await source.read();
        assert.deepEqual(again.frame.toRecords(), frame.toRecords());
        assert.deepEqual(again.dropped, dropped);
        assert.match(await source.digest(), /^[0-9a-f]{64}$/);
        assert.equal(await source.digest(), await source.digest());
      });
    },
  );

  if (each.write === undefined && each.table === undefined) continue;
  Deno.test(
    `${each.name}: an empty input is the user's mistake`,
    { ignore },
    async () => {
      await withSource(each, true, async (source) => {
        await assert.rejects(source.read(), (error: Error) => {
          assert.ok(error instanceof InputError, String(error.stack));
          return error.message.startsWith(source.name) &&
            !error.message.includes("\n");
        });
      });
    },
  );
}
