import type { JsonObject } from "../../src/config.ts";
import { openSource } from "../../src/events/open_source.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import { DuckdbEngine } from "../../src/sql/duckdb_engine.ts";
import { prepareWithSql } from "../../src/sql/prepare_with_sql.ts";
import { readPreset } from "../../tasks/preset.ts";
import { sharedData } from "../testdata.ts";
import { assertSameDataset, inFolder, presetParams } from "./parity.ts";

/** Each step alone, and together as presets ask for them. */
const CASES: Record<string, JsonObject> = {
  "the defaults": {},
  cutAtCart: { cutAtCart: true },
  require: { require: ["price"] },
  "uniqueInSession of a category": { uniqueInSession: ["brand"] },
  "uniqueInSession of a key and the item": {
    uniqueInSession: ["variant", "item"],
  },
  dropRepeats: { dropRepeats: true },
  sessionEvents: { minSessionEvents: 3, maxSessionEvents: 9 },
  endAtCart: { endAtCart: true },
  keepLast: { keepLast: 3 },
  maxSessionMinutes: { maxSessionMinutes: 5 },
  minItemSupport: { minItemSupport: 12, minSessionEvents: 4 },
  "minItemSupport with endAtCart": {
    minItemSupport: 8,
    endAtCart: true,
    minSessionEvents: 3,
  },
  "the split leave_one_out": { split: { by: "leave_one_out" } },
  "the split original": { split: { by: "original" } },
  "a split without a test": { split: { test: 0, validation: 0.15 } },
  "the task cart": { task: "cart" },
  minFrequency: { minFrequency: { brand: 30, user: 20, item: 9 } },
  "the calendar": { calendar: ["week", "day_of_week", "month"] },
  "scalers of every kind": {
    scalers: { price: "standard", rating: "none", hearts: "robust" },
  },
};

const SMALL_SHOP = { sessions: 1200, items: 200, users: 250 };

Deno.test("prepareWithSql() on DuckDB gives the dataset that Polars gives, step by step", async (t) => {
  for (const [name, prepare] of Object.entries(CASES)) {
    await t.step(name, async () => {
      const params = await presetParams("demo", {
        prepare,
        events: { demo: SMALL_SHOP },
      });
      await assertParity(params);
    });
  }
});

/** The demo shop's columns without that of the session, or of the user. */
const COLUMNS = {
  "a user's events cut by gaps": { session: undefined },
  "a session that nobody is known of": { user: undefined },
};

Deno.test("prepareWithSql() on DuckDB cuts sessions as Polars does, whichever column there is", async (t) => {
  for (const [name, without] of Object.entries(COLUMNS)) {
    for (const by of ["time", "leave_one_out"]) {
      await t.step(`${name}, split by ${by}`, async () => {
        const { events } = await presetParams("demo");
        const columns = { ...(events as { columns: JsonObject }).columns };
        const params = await presetParams("demo", {
          prepare: { split: { by }, cutAtCart: true, sessionGapMinutes: 20 },
          events: { demo: SMALL_SHOP, columns: { ...columns, ...without } },
        });
        await assertParity(params);
      });
    }
  }
});

Deno.test("prepareWithSql() on DuckDB gives what Polars gives by all the original's rules", async () => {
  const own = (await readPreset("thesis")).params as JsonObject;
  const prepare = own.prepare as JsonObject;
  const params = await presetParams("thesis", {
    prepare: { ...prepare, calendar: ["week"] },
  });
  await assertParity(params);
});

/** Public data in formats of their own: other separators, times and headers. */
const PUBLIC = {
  rees46: "rees46/2019-Oct.csv.gz",
  retailrocket_sessions: "raw_samples/sample_retailrocket.csv.gz",
  diginetica: "raw_samples/sample_train-item-views.csv.gz",
  yoochoose: "raw_samples/sample_yoochoose.dat.gz",
};

for (const [preset, name] of Object.entries(PUBLIC)) {
  const input = sharedData(name);
  Deno.test({
    name: `prepareWithSql() on DuckDB gives what Polars gives for ${preset}`,
    ignore: input === undefined,
    async fn() {
      const { prepare } = (await readPreset(preset)).params as {
        prepare: JsonObject;
      };
      const params = await presetParams(preset, {
        prepare: { ...prepare, minItemSupport: 2 },
      });
      await assertParity(params, input);
    },
  });
}

async function assertParity(
  params: Awaited<ReturnType<typeof presetParams>>,
  input?: string,
) {
  await inFolder(async (folder) => {
    const sources = {
      events: openSource(params.events, input === undefined ? {} : { input }),
    };
    const expected = await prepareDataset(sources, params, {
      folder: `${folder}/polars`,
    });
    const actual = await prepareWithSql(sources, params, {
      folder: `${folder}/duckdb`,
      openEngine: (scratch) => DuckdbEngine.open({ scratch }),
    });
    await assertSameDataset(
      { folder: `${folder}/duckdb`, report: actual },
      { folder: `${folder}/polars`, report: expected },
    );
  });
}
