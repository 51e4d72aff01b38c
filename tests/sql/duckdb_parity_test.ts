import type { JsonObject } from "../../src/config.ts";
import { canonicalParams } from "../../src/events/canonical_params.ts";
import type {
  CatalogueItems,
  ItemCatalogue,
  ItemProperty,
} from "../../src/events/item_catalogue.ts";
import { openSource, openTestSource } from "../../src/events/open_source.ts";
import { writeParts } from "../../src/events/write_parts.ts";
import {
  type EventSources,
  prepareDataset,
} from "../../src/prepare/prepare.ts";
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

Deno.test("prepareWithSql() on DuckDB cleans a given test set as Polars does", () =>
  inFolder(async (folder) => {
    const prepare = {
      cutAtCart: true,
      dropRepeats: true,
      keepLast: 5,
      minItemSupport: 3,
      calendar: ["week"],
      split: { validation: 0.2 },
    };
    for (const [part, seed] of [["learned", 1], ["given", 2]] as const) {
      const params = await presetParams("demo", {
        events: { demo: { ...SMALL_SHOP, sessions: 500, seed } },
      });
      await Deno.mkdir(`${folder}/${part}`);
      const { frame } = await openSource(params.events).read();
      writeParts(frame, { folder: `${folder}/${part}`, rowsPerPart: 1000 });
    }
    const params = await presetParams("demo", { prepare });
    const { frame } = await openSource(params.events).read();
    const events = canonicalParams(frame, { keys: ["variant"] });
    await assertSameBy({ ...params, events }, {
      events: openSource(events, { input: `${folder}/learned` }),
      test: openTestSource(events, `${folder}/given`),
    });
  }));

Deno.test("prepareWithSql() on DuckDB leaves a test set as it is that says what to predict", () =>
  inFolder(async (folder) => {
    const [learned, given] = [`${folder}/learned`, `${folder}/given`];
    const sessions = Array.from(
      { length: 40 },
      (_, at) => `i${at % 7} i${at % 5} i${at % 5} i${at % 3}`,
    );
    await Deno.writeTextFile(learned, sessions.join("\n"));
    await Deno.writeTextFile(
      given,
      "i1 i2\ti3\ni9\ti1\ni1 i1 i2\ti4\ni6\ti6\n",
    );
    const params = await presetParams("sessions", {
      prepare: { dropRepeats: true, minItemSupport: 2 },
    });
    await assertSameBy(params, {
      events: openSource(params.events, { input: learned }),
      test: openTestSource(params.events, given),
    });
  }));

/** What tells of items; the catalogue knows one that nobody has seen. */
const ITEM_FEATURES = { categories: ["brand", "colours"], numbers: ["price"] };
const CATALOGUE: CatalogueItems = new Map<string, Record<string, ItemProperty>>(
  [
    ["no event", { brand: "b1", colours: ["red"], price: 7 }],
    ["also none", { colours: ["ultraviolet"] }],
    ...Array.from({ length: 40 }, (_, at) =>
      [String(1000 + at), {
        colours: at % 3 === 0 ? ["red", "blue"] : ["green"],
        price: at % 2 === 0 ? at : null,
      }] as const),
  ],
);

Deno.test("prepareWithSql() on DuckDB knows of items what Polars knows", async (t) => {
  const cases: Record<string, JsonObject> = {
    "of events and a catalogue": { itemFeatures: ITEM_FEATURES },
    "where rare items are OOV": {
      itemFeatures: ITEM_FEATURES,
      minFrequency: { item: 9 },
    },
    "where each user's last event is the test": {
      itemFeatures: { ...ITEM_FEATURES, buckets: 3 },
      split: { by: "leave_one_out" },
    },
    "of the week": {
      itemFeatures: { categories: ["week"], numbers: ["rating", "hearts"] },
      calendar: ["week", "month"],
    },
  };
  for (const [name, prepare] of Object.entries(cases)) {
    await t.step(name, async () => {
      const params = await presetParams("demo", {
        prepare,
        events: { demo: SMALL_SHOP },
      });
      const isNamed = JSON.stringify(prepare).includes("colours");
      await assertSameBy(params, {
        events: openSource(params.events),
        ...(isNamed && { items: catalogueOf(CATALOGUE) }),
      });
    });
  }
  await t.step("in a given test set too", () =>
    inFolder(async (folder) => {
      const [learned, given] = [`${folder}/learned`, `${folder}/given`];
      await Deno.writeTextFile(learned, "1 2 3\n2 3 1\n1 3\n2 1\n".repeat(9));
      await Deno.writeTextFile(given, "1 9\n3 7 2\n8 1\n");
      const params = await presetParams("sessions", {
        prepare: { itemFeatures: { categories: ["colour"] } },
      });
      const colours = { 1: "red", 2: "blue", 3: "red", 7: "blue", 9: "pink" };
      const items = new Map(
        Object.entries(colours).map(([id, colour]) => [id, { colour }]),
      );
      await assertSameBy(params, {
        events: openSource(params.events, { input: learned }),
        test: openTestSource(params.events, given),
        items: catalogueOf(items),
      });
    }));
});

function catalogueOf(items: CatalogueItems): ItemCatalogue {
  return {
    name: "items",
    digest: () => Promise.resolve("1"),
    read: () => Promise.resolve(items),
  };
}

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
  await assertSameBy(params, {
    events: openSource(params.events, input === undefined ? {} : { input }),
  });
}

/** Asserts that both engines make the same of the sources. */
async function assertSameBy(
  params: Awaited<ReturnType<typeof presetParams>>,
  sources: EventSources,
) {
  await inFolder(async (folder) => {
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
