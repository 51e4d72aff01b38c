import assert from "node:assert/strict";
import { resolveParams } from "../../src/config.ts";
import { openSource } from "../../src/events/open_source.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import { loadStore } from "../../src/store/load_store.ts";
import { readPreset } from "../../tasks/preset.ts";
import { inFolder } from "../events/in_folder.ts";
import { inDatabase, noMysql } from "../mysql/in_database.ts";

async function prepareDemo(folder: string, sessions: number) {
  const params = resolveParams({
    preset: await readPreset("demo"),
    set: [`events.demo.sessions=${sessions}`],
  });
  const sources = { events: openSource(params.events) };
  await prepareDataset(sources, params, { folder });
  return await readDataset(folder);
}

Deno.test({
  name:
    "upsertPrepared() writes each split as it is, and one dataset at a time",
  ignore: noMysql,
  fn: () =>
    inDatabase(({ settings, sql }) =>
      inFolder({}, async (folder) => {
        const options = { settings, dataset: "demo" };
        const prepared = await prepareDemo(`${folder}/a`, 300);
        const rows = prepared.train.items.length +
          prepared.validation.items.length + prepared.test.items.length;
        assert.deepEqual(await loadStore({ prepared }, options), {
          prepared: { rows, inserted: rows, changed: 0 },
        });
        const { train, features } = prepared;
        const found = await sql(
          "SELECT * FROM demo_prepared WHERE _split = 'train' " +
            "ORDER BY session, _position",
        );
        assert.equal(found.length, train.items.length);
        const column = (name: string) => found.map((row) => row[name]);
        assert.deepEqual(column("item"), [...train.items]);
        assert.deepEqual(column("target"), [...train.targets]);
        assert.deepEqual(
          column("time").map((it) => Date.parse(`${it}Z`)),
          [...train.times],
        );
        const number = features.numberNames[0]!;
        assert.deepEqual(column(number), [...train.numbers[number]!]);
        const category = features.categoryNames[0]!;
        assert.deepEqual(column(category), [...train.categories[category]!]);

        assert.deepEqual(await loadStore({ prepared }, options), {
          prepared: { rows, inserted: 0, changed: 0 },
        });
        const other = await prepareDemo(`${folder}/b`, 200);
        await loadStore({ prepared: other }, options);
        const [left] = await sql("SELECT COUNT(*) AS n FROM demo_prepared");
        assert.equal(
          Number(left!.n),
          other.train.items.length + other.validation.items.length +
            other.test.items.length,
        );
        const [known] = await sql("SELECT digest FROM nextcart_datasets");
        assert.equal(known!.digest, other.digest);
      })
    ),
});
