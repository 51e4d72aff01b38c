import type { JsonObject } from "../../src/config.ts";
import assert from "node:assert/strict";
import type { EventSource } from "../../src/events/event_source.ts";
import { openSource } from "../../src/events/open_source.ts";
import type { Params } from "../../src/config.ts";
import { splitParts } from "../../src/prepare/split_chunks.ts";
import {
  type EventSources,
  prepareDataset,
} from "../../src/prepare/prepare.ts";
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

interface Case {
  readonly params: Params;
  readonly sources: EventSources;
  /** Whether Spark gets the events as a shop's CSV, not as Parquet. */
  readonly csv?: boolean;
}

/** Together they ask for every step. */
const CASES: Record<string, () => Promise<Case>> = {
  original: () =>
    ofDemoShop("thesis", {
      prepare: {
        ...ORIGINAL,
        dropRepeats: true,
        calendar: ["week", "day_of_week", "month"],
        minFrequency: { brand: 10 },
      },
    }),
  by_user: async () => {
    const made = await ofDemoShop("demo", {
      prepare: {
        split: { by: "leave_one_out" },
        minItemSupport: 8,
        scalers: { price: "robust", rating: "none" },
      },
      without: "session",
    });
    return { ...made, csv: true };
  },
  by_gaps: async () => {
    const made = await ofDemoShop("demo", {
      prepare: {
        sessionGapMinutes: 20,
        maxSessionEvents: 9,
        itemFeatures: { categories: ["brand"], numbers: ["price"] },
      },
      without: "session",
    });
    const { sources } = await ofDemoShop("demo", {
      without: "session",
      seed: 2,
    });
    return { ...made, sources: { ...made.sources, test: sources.events } };
  },
};

async function ofDemoShop(
  preset: string,
  { prepare = {}, without, seed = 1 }: {
    readonly prepare?: JsonObject;
    readonly without?: string;
    readonly seed?: number;
  },
): Promise<Case> {
  const { columns } = (await presetParams(preset)).events as {
    columns: JsonObject;
  };
  const absent = without === undefined ? {} : { [without]: undefined };
  const params = await presetParams(preset, {
    prepare,
    events: {
      demo: { ...SMALL_SHOP, seed },
      columns: { ...columns, ...absent },
    },
  });
  return { params, sources: { events: openSource(params.events) } };
}

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
      const cases = [];
      for (const [name, make] of Object.entries(CASES)) {
        cases.push(await openCase(name, { ...await make(), folder }));
      }
      const plan = [];
      for (const { name, prepare, input, test } of cases) {
        plan.push(...preparePlan({
          columns: input.events.columns,
          ...{ prepare, folder: name, prefix: `${name}_` },
          raw: await engine.open(input),
          test: test && {
            columns: test.events.columns,
            raw: await engine.open(test),
            marked: false,
          },
          dialect: engine.dialect,
        }));
      }
      await engine.execute(plan, { folder: scratch, onStatement: () => {} });
      for (const it of cases) {
        const { name, params, prepare, input, dropped, sources } = it;
        const polars = `${folder}/${name}_polars`;
        const expected = await prepareDataset(sources, params, {
          folder: polars,
        });
        const spark = `${folder}/${name}_spark`;
        await Deno.mkdir(spark);
        const report = await writeResults(`${scratch}/${name}`, spark, {
          columns: input.events.columns,
          ...{ prepare, dropped, name, key: expected.key },
        });
        await assertSameDataset(
          { folder: spark, report },
          { folder: polars, report: expected },
        );
        assert.ok(splitParts(`${spark}/train.parquet`).length > 0);
      }
    }),
});

/** The events of a case as files that Spark reads. */
async function openCase(
  name: string,
  { params, sources, csv = false, folder }: Case & { folder: string },
) {
  const files = async (source: EventSource, part: string) => {
    const own = `${folder}/${name}_${part}`;
    await Deno.mkdir(own);
    return await canonicalFiles(source, { folder: own, keys: ["variant"] });
  };
  const { input, dropped } = await files(sources.events, "events");
  const given = sources.test && await files(sources.test, "test");
  const { prepare } = params;
  return {
    ...{ name, params, sources, dropped },
    prepare: given === undefined
      ? prepare
      : { ...prepare, split: { ...prepare.split, by: "given" as const } },
    input: csv ? await asCsv(input, folder) : input,
    test: given?.input,
  };
}

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
