import assert from "node:assert/strict";
import { openSource } from "../../src/events/open_source.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import { prepareDataset, prepareIfNeeded } from "../../src/prepare/prepare.ts";
import { DuckdbEngine } from "../../src/sql/duckdb_engine.ts";
import { prepareWithSql } from "../../src/sql/prepare_with_sql.ts";
import { testParams } from "../prepare/params.ts";
import { resolveParams } from "../../src/config.ts";
import { environmentOf, inDatabase, noMysql } from "../mysql/in_database.ts";
import { assertSameDataset, inFolder } from "./parity.ts";

const HEADER = "session,user,time,item,event,brand,price";

/** Ten sessions of three events. */
const ROWS = Array.from({ length: 30 }, (_, row) => {
  const second = String(row).padStart(2, "0");
  return `s${Math.floor(row / 3)},,2020-01-01 00:00:${second},i${
    row % 4
  },view,x,1`;
});

const prepare = async (
  folder: string,
  rows: readonly string[],
  set: Parameters<typeof testParams>[0] = {},
) => {
  const input = `${folder}/events.csv`;
  await Deno.writeTextFile(input, [HEADER, ...rows, ""].join("\n"));
  const params = testParams(set);
  const sources = { events: openSource(params.events, { input }) };
  const report = await prepareWithSql(sources, params, {
    folder: `${folder}/dataset`,
    openEngine: (scratch) =>
      DuckdbEngine.open({ scratch, memoryLimit: "500MB" }),
  });
  return { report, sources, params };
};

/** Asserts that this dataset lies in the folder beside its log, and nothing else. */
async function assertOnly(folder: string, digest: string): Promise<void> {
  assert.equal((await readDataset(`${folder}/dataset`)).digest, digest);
  assert.deepEqual(
    [...Deno.readDirSync(folder)].map((it) => it.name).sort(),
    ["dataset", "events.csv"],
  );
}

Deno.test("prepareWithSql() writes a dataset that is up to date for every engine", () =>
  inFolder(async (folder) => {
    const { report, sources, params } = await prepare(folder, ROWS);
    assert.deepEqual(
      [...Deno.readDirSync(`${folder}/dataset`)].map((it) => it.name).sort(),
      [
        "features.json",
        "report.json",
        "test.parquet",
        "train.parquet",
        "validation.parquet",
      ],
    );
    const dataset = await readDataset(`${folder}/dataset`);
    assert.equal(dataset.digest, report.digest);
    const again = await prepareIfNeeded(sources, params, {
      folder: `${folder}/dataset`,
    });
    assert.equal(again.reused, true);
    const polars = await prepareDataset(sources, params, {
      folder: `${folder}/polars`,
    });
    assert.equal(polars.digest, report.digest);
  }));

Deno.test("prepareWithSql() that is aborted runs no further statement, and leaves the dataset that was there", () =>
  inFolder(async (folder) => {
    const { report, sources, params } = await prepare(folder, ROWS);
    const stop = new AbortController();
    let statements = 0;
    const aborted = prepareWithSql(sources, params, {
      folder: `${folder}/dataset`,
      openEngine: (scratch) => DuckdbEngine.open({ scratch }),
      onStatement: () => {
        if (++statements === 5) stop.abort(new Error("Ctrl-C"));
      },
      signal: stop.signal,
    });
    await assert.rejects(aborted, /Ctrl-C/);
    assert.equal(statements, 5);
    await assertOnly(folder, report.digest);
  }));

Deno.test("prepareWithSql() that fails leaves the dataset that was there", () =>
  inFolder(async (folder) => {
    const { report } = await prepare(folder, ROWS);
    const faults: [readonly string[], RegExp][] = [
      [
        ["s,,2020-01-01,a,view,x,cheap"],
        /row 2: price is "cheap", a number is/,
      ],
      [
        ["s,,2020-01-01,,view,x,1"],
        /holds no events \(1 rows: missing item\)$/,
      ],
      [
        ["s,,2020-01-01,a,view,x,1"],
        /^InputError: No session is left after c.*1 of 1 events/,
      ],
      [ROWS.slice(0, 3), /^InputError: No session with something to predict/],
      [
        ["s,,2020-01-01,a,view,x,1,more"],
        /events.csv, row 2: Expected Number of Columns: 7 Found: 8$/,
      ],
    ];
    for (const [rows, message] of faults) {
      await assert.rejects(prepare(folder, rows), (error: Error) => {
        assert.equal(error.name, "InputError");
        assert.match(String(error), message);
        return true;
      });
    }
    await assertOnly(folder, report.digest);
  }));

Deno.test({
  name: "prepareWithSql() makes of a MySQL table what Polars makes of it",
  ignore: noMysql,
  fn: () =>
    inDatabase(({ settings, sql }) =>
      inFolder(async (folder) => {
        await sql(
          "CREATE TABLE log (visit INT, at DATETIME, sku INT, price DECIMAL(9, 2))",
          `INSERT INTO log VALUES ${
            ROWS.map((_, row) =>
              `(${Math.floor(row / 3)}, '2020-01-01 00:00:${row}', ${
                row % 4 || null
              }, ${row / 4})`
            ).join(", ")
          }`,
        );
        const events = {
          format: "mysql",
          table: "log",
          columns: {
            session: "visit",
            time: { column: "at" },
            item: "sku",
            numbers: { price: "price" },
          },
        };
        const params = resolveParams({ preset: { description: "", events } });
        const open = () => ({
          events: openSource(params.events, { mysql: environmentOf(settings) }),
        });
        const expected = await prepareDataset(open(), params, {
          folder: `${folder}/polars`,
        });
        const actual = await prepareWithSql(open(), params, {
          folder: `${folder}/duckdb`,
          openEngine: (scratch) => DuckdbEngine.open({ scratch }),
        });
        assert.deepEqual(actual.unusable, { "missing item": 8 });
        await assertSameDataset(
          { folder: `${folder}/duckdb`, report: actual },
          { folder: `${folder}/polars`, report: expected },
        );
      })
    ),
});
