/**
 * Times the feature store, `deno task bench mysql`: events into MySQL and out
 * again, beside mysql2 alone, in turn on the same server, tables and rows.
 */
import pl from "nodejs-polars";
import { resolveParams } from "../../src/config.ts";
import { readEnvironment } from "../../src/environment.ts";
import { mysqlSource } from "../../src/events/mysql/mysql_source.ts";
import type { MysqlParams } from "../../src/events/mysql/mysql_params.ts";
import { openSource } from "../../src/events/open_source.ts";
import {
  type MysqlSettings,
  mysqlSettings,
} from "../../src/mysql/mysql_settings.ts";
import { loadStore } from "../../src/store/load_store.ts";
import { table } from "../../src/terminal/table.ts";
import type { Stage } from "../stage.ts";
import { median } from "./median.ts";
import { PlainClient } from "./mysql_plain.ts";
import { wholeFlag } from "../whole_flag.ts";

/** The tables of the benchmark begin with it, and go when it ends. */
const DATASET = "nextcart_bench";
const COLUMNS = ["session", "user", "time", "item", "cart", "brand", "price"];

export const bench: Stage = {
  summary: "Time the feature store in MySQL",
  async main({ flags, resolveParams, print }) {
    const rows = wholeFlag(flags, "rows", 200_000);
    const repeats = wholeFlag(flags, "repeats", 5);
    const settings = mysqlSettings(readEnvironment().mysql);
    const sessions = `events.demo.sessions=${Math.ceil(rows / 5)}`;
    const { events } = await resolveParams("demo", [sessions]);
    const { frame } = await openSource(events).read();
    const all = frame.select(...COLUMNS).head(rows);
    print(`${all.height} events of the demo shop, median of ${repeats} runs\n`);
    const times = await timeAll(all, { settings, repeats });
    const seconds = Object.fromEntries(
      Object.entries(times).map(([name, it]) => [name, median(it)]),
    ) as Record<keyof Times, number>;
    const ratios = {
      into: ratio(times.into, times.intoPlain),
      outOf: ratio(times.outOf, times.outOfPlain),
    };
    print(resultTable(seconds, { rows: all.height, ratios }));
    return { rows: all.height, seconds, ratios };
  },
};

/** Seconds of each repetition. */
interface Times {
  readonly into: number[];
  readonly intoPlain: number[];
  readonly outOf: number[];
  readonly outOfPlain: number[];
}

async function timeAll(
  frame: pl.DataFrame,
  { settings, repeats }: { settings: MysqlSettings; repeats: number },
): Promise<Times> {
  const times: Times = { into: [], intoPlain: [], outOf: [], outOfPlain: [] };
  const plain = new PlainClient(settings);
  try {
    await dropTables(plain);
    // One run more, whose times do not count: it makes tables and warms up.
    for (let run = 0; run <= repeats; run++) {
      const once = await timeOnce(frame, { settings, plain });
      if (run === 0) continue;
      for (const name of Object.keys(times) as (keyof Times)[]) {
        times[name].push(once[name]);
      }
    }
  } finally {
    await dropTables(plain);
    await plain.close();
  }
  return times;
}

async function timeOnce(
  frame: pl.DataFrame,
  { settings, plain }: { settings: MysqlSettings; plain: PlainClient },
): Promise<Record<keyof Times, number>> {
  const events = { frame, name: "demo" };
  await plain.run(`TRUNCATE ${DATASET}_events`).catch(() => {});
  const into = await seconds(() =>
    loadStore({ events }, { settings, dataset: DATASET })
  );
  await plain.run(
    `CREATE TABLE IF NOT EXISTS ${DATASET}_plain LIKE ${DATASET}_events`,
  );
  await plain.run(`TRUNCATE ${DATASET}_plain`);
  const rows = plainRows(frame);
  const intoPlain = await seconds(() => plain.load(LOAD, rows));
  const source = mysqlSource(sourceParams(), { settings });
  let read = 0;
  const outOf = await seconds(async () => {
    read = (await source.read()).frame.height;
  });
  let readPlain = 0;
  const outOfPlain = await seconds(async () => {
    readPlain = (await plain.read(SELECT)).length;
  });
  if (read !== frame.height || readPlain !== read) {
    throw new Error(
      `${read} and ${readPlain} of ${frame.height} rows are back`,
    );
  }
  return { into, intoPlain, outOf, outOfPlain };
}

/** What stands in a table of the same form: key, columns and indexes. */
const LOAD = `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${DATASET}_plain ` +
  "CHARACTER SET utf8mb4 " +
  "(session, user, @time, item, cart, brand, price, _copy) SET " +
  "time = TIMESTAMPADD(MICROSECOND, @time * 1000, '1970-01-01'), " +
  "_key = UNHEX(MD5(CONCAT_WS(',', QUOTE(@time), QUOTE(session), " +
  "QUOTE(user), QUOTE(item), QUOTE(cart), _copy)))";

const SELECT = `SELECT ${COLUMNS} FROM ${DATASET}_events ORDER BY _id`;

function plainRows(frame: pl.DataFrame): (string | number | null)[][] {
  const numbered = frame.withColumns(pl.col("cart").cast(pl.UInt8))
    .withRowIndex("copy");
  return numbered.select(...COLUMNS, "copy").rows();
}

function sourceParams(): MysqlParams {
  const { events } = resolveParams({
    preset: {
      description: "bench",
      events: {
        format: "mysql",
        table: `${DATASET}_events`,
        order: ["_id"],
        columns: {
          session: "session",
          user: "user",
          time: { column: "time" },
          item: "item",
          event: { column: "cart", cart: "1" },
          categories: { brand: "brand" },
          numbers: { price: "price" },
        },
      },
    },
  });
  return events as MysqlParams;
}

async function dropTables(plain: PlainClient): Promise<void> {
  const tables = ["events", "products", "prepared", "plain"];
  for (const name of tables) {
    await plain.run(`DROP TABLE IF EXISTS ${DATASET}_${name}`);
  }
  await plain.run(
    `DELETE FROM nextcart_migrations WHERE dataset = '${DATASET}'`,
  ).catch(() => {});
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The median of the runs' ratios: both of a run meet the same machine. */
function ratio(ours: readonly number[], plain: readonly number[]): number {
  return median(ours.map((it, run) => it / plain[run]!));
}

function resultTable(
  seconds: Record<keyof Times, number>,
  { rows, ratios }: {
    readonly rows: number;
    readonly ratios: Readonly<Record<"into" | "outOf", number>>;
  },
): string {
  const perSecond = (it: number) => Math.round(rows / it);
  return table(["rows per second", "nextcart", "mysql2 alone", "time, times"], [
    [
      "into MySQL",
      perSecond(seconds.into),
      perSecond(seconds.intoPlain),
      ratios.into.toFixed(2),
    ],
    [
      "out of MySQL",
      perSecond(seconds.outOf),
      perSecond(seconds.outOfPlain),
      ratios.outOf.toFixed(2),
    ],
  ]);
}
