import assert from "node:assert/strict";
import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";
import { inDatabase, noMysql as ignore } from "../mysql/in_database.ts";
import { sharedData } from "../testdata.ts";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";

/** Fifty sessions of three events; the price of an item rises once. */
const CSV = "visit,at,sku,brand,price\n" +
  Array.from({ length: 150 }, (_, row) => {
    const item = row * 7 % 10;
    const price = row < 75 ? "9.99" : "10.49";
    return `s${Math.floor(row / 3)},${1_570_000_000 + row},i${item},b${
      item % 3
    },${price}\n`;
  }).join("");

const PARAMS = { prepare: { minItemSupport: 2, dropRepeats: true } };
const FEATURES = {
  categories: { brand: "brand" },
  numbers: { price: "price" },
};

const FILE = {
  description: "Made by a test",
  events: {
    format: "csv",
    columns: {
      session: "visit",
      time: { column: "at", format: "epoch_s" },
      item: "sku",
      ...FEATURES,
    },
  },
  params: PARAMS,
};

const STORE = {
  description: "Made by a test",
  events: {
    format: "mysql",
    table: "shop_events",
    order: ["_id"],
    columns: {
      session: "session",
      time: { column: "time" },
      item: "item",
      ...FEATURES,
    },
    products: { table: "shop_products", columns: ["brand", "price"] },
  },
  params: PARAMS,
};

function environment(settings: MysqlSettings): Record<string, string> {
  return {
    MYSQL_HOST: settings.host,
    MYSQL_PORT: String(settings.port),
    MYSQL_USER: settings.user,
    MYSQL_PASSWORD: settings.password,
    MYSQL_DATABASE: settings.database,
  };
}

async function writeFiles(folder: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/shop.json`, JSON.stringify(FILE));
  await Deno.writeTextFile(`${folder}/store.json`, JSON.stringify(STORE));
  await Deno.writeTextFile(`${folder}/events.csv`, CSV);
}

Deno.test(
  "load, then prepare from the store, gives the dataset that the file gives",
  {
    ignore,
  },
  () =>
    inDatabase(({ settings }) =>
      inTempFolder(async (folder) => {
        await writeFiles(folder);
        const env = environment(settings);
        const file = ["--preset", `${folder}/shop.json`];
        const input = ["--input", `${folder}/events.csv`, "--json"];
        const load = ["load", ...file, ...input, "--parts"];
        const parts = "events,products,prepared";
        const flags = [parts, "--features", "brand,price,brand", "--data"];
        const first = await cli([...load, ...flags, `${folder}/file`], env);
        assert.equal(first.code, 0, first.stderr);
        const { events, products, prepared, dataset } = lastJson(first);
        assert.equal(dataset, "shop");
        assert.deepEqual(events, { rows: 150, inserted: 150, changed: 0 });
        // Ten items, each with two prices.
        assert.deepEqual(products, { rows: 20, inserted: 20, changed: 0 });
        assert.ok(prepared.inserted > 100);
        const again = await cli([...load, ...flags, `${folder}/file`], env);
        assert.equal(lastJson(again).events.inserted, 0);
        assert.equal(lastJson(again).prepared.inserted, 0);
        const store = [
          ...["prepare", "--preset", `${folder}/store.json`],
          ...["--data", `${folder}/store`, "--json"],
        ];
        const made = await cli(store, env);
        assert.equal(made.code, 0, made.stderr);
        const report = JSON.parse(
          await Deno.readTextFile(`${folder}/file/report.json`),
        );
        assert.equal(lastJson(made).digest, report.digest);
        // What a table must be like was made by hand, and is not renewed.
        const schema = `${folder}/store/schema.json`;
        await Deno.writeTextFile(schema, "by hand");
        assert.equal((await cli(store, env)).code, 0);
        assert.equal(await Deno.readTextFile(schema), "by hand");
      })
    ),
);

Deno.test("load and prepare say in one line what is wrong with MySQL", {
  ignore,
}, () =>
  inDatabase(({ settings }) =>
    inTempFolder(async (folder) => {
      await writeFiles(folder);
      const env = environment(settings);
      const file = ["--preset", `${folder}/shop.json`];
      const input = ["--input", `${folder}/events.csv`];
      const at = `error: MySQL at ${settings.host}:${settings.port}`;
      const cases: [string[], Record<string, string>, string][] = [
        [
          ["load", ...file, ...input],
          { MYSQL_PASSWORD: "sEcret" },
          `${at} refuses the user "${settings.user}": MYSQL_USER and ` +
          "MYSQL_PASSWORD are wanted as the server knows them",
        ],
        [
          ["prepare", "--preset", `${folder}/store.json`],
          {},
          `${at} says: Table '${settings.database}.shop_events' doesn't exist`,
        ],
        [
          ["load", ...file, ...input, "--parts", "events,prices"],
          {},
          'error: --parts names "prices", some of events, products, prepared are wanted',
        ],
        [
          ["load", ...file, ...input, "--parts", "products"],
          {},
          "error: --parts products: either --products FILE or --features NAME,… is wanted",
        ],
        [
          ["load", ...file, ...input, "--parts", "products", "--features", "x"],
          {},
          'error: --features names "x", what products are known by is wanted: brand, price',
        ],
        [
          [
            ...["load", ...file, ...input, "--parts", "products"],
            ...["--features", "brand,item"],
          ],
          {},
          'error: --features names "item", what products are known by is wanted: brand, price',
        ],
      ];
      for (const [args, more, message] of cases) {
        const { code, stderr, stdout } = await cli(args, { ...env, ...more });
        assert.equal(code, 2, stderr);
        assert.equal(stderr.trimEnd().split("\n").at(-1), message);
        assert.doesNotMatch(stderr + stdout, /sEcret/);
      }
    })
  ));

const rees46 = sharedData("rees46/2019-Oct.csv.gz");

Deno.test("train runs the preset rees46_mysql on what load wrote of rees46", {
  ignore: ignore || rees46 === undefined,
}, () =>
  inDatabase(({ settings }) =>
    inTempFolder(async (folder) => {
      const env = environment(settings);
      const loaded = await cli([
        ...["load", "--preset", "rees46", "--input", rees46!, "--json"],
        ...["--parts", "events,products", "--features", "brand,category,price"],
      ], env);
      assert.equal(loaded.code, 0, loaded.stderr);
      assert.equal(lastJson(loaded).events.inserted, 17_434);
      const folders = ["--data", `${folder}/data`, "--runs", `${folder}/runs`];
      const trained = await cli([
        ...["train", "--preset", "rees46_mysql", "--json", ...folders],
        ...setFlags({ "train.epochs": 1, "train.negatives": 256 }),
      ], env);
      assert.equal(trained.code, 0, trained.stderr);
      assert.ok(lastJson(trained).baselines.markov["recall@20"] > 0);
      const file = await cli([
        ...["prepare", "--preset", "rees46", "--input", rees46!, "--json"],
        ...["--data", `${folder}/file`],
      ]);
      const report = JSON.parse(
        await Deno.readTextFile(`${folder}/data/report.json`),
      );
      assert.equal(report.digest, lastJson(file).digest);
    })
  ));
