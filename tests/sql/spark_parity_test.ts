import type { JsonObject } from "../../src/config.ts";
import assert from "node:assert/strict";
import { openSource } from "../../src/events/open_source.ts";
import type { Params } from "../../src/config.ts";
import { splitParts } from "../../src/prepare/split_chunks.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import { canonicalFiles } from "../../src/sql/canonical_files.ts";
import type { FileEvents } from "../../src/sql/file_events.ts";
import { preparePlan } from "../../src/sql/prepare_plan.ts";
import { SparkEngine } from "../../src/sql/spark_engine.ts";
import { sparkJob } from "../../src/sql/spark_job.ts";
import { folderPlace } from "../../src/sql/spark_place.ts";
import { writeResults } from "../../src/sql/write_results.ts";
import { readPreset } from "../../tasks/preset.ts";
import { assertSameDataset, inFolder, presetParams } from "./parity.ts";
import { scriptJar, SMALL, sparkCluster } from "./spark_cluster.ts";

const cluster = await sparkCluster();

const SMALL_SHOP = { sessions: 1200, items: 200, users: 250 };
const { prepare: ORIGINAL } = (await readPreset("thesis")).params as {
  prepare: JsonObject;
};

/** Together they ask for every step; the second reads CSV as a shop writes it. */
const CASES: Record<string, () => Promise<Params>> = {
  original: () =>
    presetParams("thesis", {
      prepare: {
        ...ORIGINAL,
        dropRepeats: true,
        calendar: ["week", "day_of_week", "month"],
        minFrequency: { brand: 10 },
      },
      events: { demo: SMALL_SHOP },
    }),
  by_user: async () => {
    const { columns } = (await presetParams("demo")).events as {
      columns: JsonObject;
    };
    return await presetParams("demo", {
      prepare: {
        split: { by: "leave_one_out" },
        minItemSupport: 8,
        scalers: { price: "robust", rating: "none" },
      },
      events: {
        demo: SMALL_SHOP,
        columns: { ...columns, session: undefined },
      },
    });
  },
};

Deno.test({
  name:
    "SparkEngine gives the datasets that Polars gives, by one job on two workers",
  ignore: cluster === undefined,
  fn: () =>
    inFolder(async (folder) => {
      const scratch = `${folder}/scratch`;
      await Deno.mkdir(scratch);
      const engine = new SparkEngine({
        place: await folderPlace(scratch),
        runner: sparkJob({ cluster: cluster!, jar: scriptJar(cluster!) }),
        properties: SMALL,
      });
      const cases = await Promise.all(
        Object.entries(CASES).map(async ([name, make]) => {
          const params = await make();
          const events = `${folder}/${name}_events`;
          await Deno.mkdir(events);
          const source = openSource(params.events);
          const { input, dropped } = await canonicalFiles(source, {
            folder: events,
            keys: ["variant"],
          });
          const read = name === "original" ? input : await asCsv(input, events);
          return { name, params, input: read, dropped, source };
        }),
      );
      const plan = [];
      for (const { name, params: { prepare }, input } of cases) {
        plan.push(...preparePlan({
          columns: input.events.columns,
          ...{ prepare, folder: name, prefix: `${name}_` },
          raw: await engine.open(input),
          dialect: engine.dialect,
        }));
      }
      await engine.execute(plan, { folder: scratch, onStatement: () => {} });
      for (const { name, params, input, dropped, source } of cases) {
        const polars = `${folder}/${name}_polars`;
        const expected = await prepareDataset({ events: source }, params, {
          folder: polars,
        });
        const spark = `${folder}/${name}_spark`;
        await Deno.mkdir(spark);
        const report = await writeResults(`${scratch}/${name}`, spark, {
          columns: input.events.columns,
          prepare: params.prepare,
          ...{ dropped, name, key: expected.key },
        });
        await assertSameDataset(
          { folder: spark, report },
          { folder: polars, report: expected },
        );
        assert.ok(splitParts(`${spark}/train.parquet`).length > 0);
      }
    }),
});

/** The same events as CSV in two formats of a time that Spark must parse. */
async function asCsv(
  { events, files, name }: FileEvents,
  folder: string,
): Promise<FileEvents> {
  const { default: pl } = await import("nodejs-polars");
  const frame = pl.concat(files.map((file) => pl.readParquet(file)));
  const times = frame.getColumn("time").toArray() as number[];
  const path = `${folder}/events.csv`;
  frame.withColumns(
    pl.Series(
      "time",
      times.map((it) =>
        new Date(Number(it)).toISOString().replace("T", " ").replace("Z", "")
      ),
    ),
  ).writeCSV(path);
  return {
    events: {
      format: "csv",
      separator: ",",
      nulls: ["-"],
      columns: { ...events.columns, time: { column: "time", format: "iso" } },
    },
    files: [path],
    name,
  };
}
