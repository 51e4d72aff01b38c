import assert from "node:assert/strict";
import { logProfile } from "../../src/checks/log_profile.ts";
import { LogProfiler } from "../../src/checks/log_profiler.ts";
import { logTable } from "../../src/checks/log_table.ts";
import { openLog } from "../../src/checks/open_log.ts";
import type { Params } from "../../src/config.ts";
import { openSource, openTestSource } from "../../src/events/open_source.ts";
import { DuckdbEngine } from "../../src/sql/duckdb_engine.ts";
import { prepareWithSql } from "../../src/sql/prepare_with_sql.ts";
import { inFolder, presetParams } from "../sql/parity.ts";
import { testParams } from "../prepare/params.ts";
import { sharedData } from "../testdata.ts";

const HEADER = "session,user,time,item,event,brand,price\n";

/** Four days in which brands come up, texts are damaged and rows repeated. */
const ROWS = Array.from({ length: 400 }, (_, row) => {
  const time = new Date(Date.UTC(2024, 0, 1) + row * 860_000).toISOString();
  const brand = row % 9 === 0
    ? ""
    : row % 50 === 0
    ? "CafÃ©"
    : `b${Math.floor(row / 37)}`;
  return [
    ...[`s${Math.floor(row / 3)}`, row % 4 === 0 ? "" : `u${row % 11}`, time],
    ...[row === 7 ? "" : `i${row % 13}`, row % 5 === 0 ? "cart" : "view"],
    ...[brand, row % 8 === 0 ? "NaN" : String((row * 7) % 101 - 3)],
  ].join(",") + "\n";
}).flatMap((row, at) => at % 20 === 0 ? [row, row] : [row]);

/** What an engine finds while it prepares, and what is found in memory. */
async function bothProfiles(
  params: Params,
  { input, test }: { readonly input: string; readonly test?: string },
) {
  const profiler = new LogProfiler();
  await inFolder(async (folder) => {
    await prepareWithSql(
      {
        events: openSource(params.events, { input }),
        test: test === undefined
          ? undefined
          : openTestSource(params.events, test),
      },
      params,
      {
        folder: `${folder}/dataset`,
        openEngine: (scratch) => DuckdbEngine.open({ scratch }),
        study: profiler,
      },
    );
  });
  const { events } = params;
  const table = await logTable(await openLog(events, { input }));
  return {
    found: profiler.profile,
    wanted: logProfile(table, "columns" in events ? events.columns : {}),
  };
}

Deno.test("LogProfiler finds in DuckDB what logProfile() finds in memory", () =>
  inFolder(async (folder) => {
    const input = `${folder}/log.csv`;
    await Deno.writeTextFile(input, HEADER + ROWS.join(""));
    const { found, wanted } = await bothProfiles(testParams(), { input });
    assert.deepEqual(found, wanted);
    assert.equal(wanted.rows, 420);
    assert.equal(wanted.repeated, 20);
    const { brand } = wanted.columns;
    assert.ok(brand?.kind === "text" && brand.damaged > 0 && brand.late > 0);
    await Deno.writeTextFile(`${folder}/test.csv`, HEADER + ROWS[5] + ROWS[6]);
    const given = await bothProfiles(testParams(), {
      ...{ input, test: `${folder}/test.csv` },
    });
    assert.deepEqual(given.found, wanted);
  }));

/** A time in two columns, and gzip. */
const PUBLIC = {
  rees46: "rees46/2019-Oct.csv.gz",
  diginetica: "raw_samples/sample_train-item-views.csv.gz",
};

for (const [preset, name] of Object.entries(PUBLIC)) {
  const input = sharedData(name);
  Deno.test({
    name: `LogProfiler finds in ${preset} what logProfile() finds`,
    ignore: input === undefined,
    async fn() {
      const params = await presetParams(preset);
      const { found, wanted } = await bothProfiles(params, { input: input! });
      assert.deepEqual(found, wanted);
    },
  });
}

Deno.test("LogProfiler has no profile of a log that was in memory anyway", () =>
  inFolder(async (folder) => {
    const profiler = new LogProfiler();
    const params = await presetParams("demo", {
      events: { demo: { sessions: 300, items: 50, users: 60 } },
    });
    await prepareWithSql({ events: openSource(params.events) }, params, {
      folder: `${folder}/dataset`,
      openEngine: (scratch) => DuckdbEngine.open({ scratch }),
      study: profiler,
    });
    assert.equal(profiler.profile, undefined);
  }));
