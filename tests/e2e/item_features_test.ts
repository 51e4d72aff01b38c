import assert from "node:assert/strict";
import { openArchive } from "../../src/serve/open_archive.ts";
import { tinyServer } from "../serve/tiny_server.ts";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";

/** Visits that stay with one of four kinds; from the 80th on, with a new item too. */
function eventRows(): string[] {
  const rows = ["visit,at,sku"];
  for (let visit = 0; visit < 100; visit++) {
    const kind = visit % 4;
    for (let step = 0; step < 5; step++) {
      const isNew = visit >= 80 && step === 3;
      const item = isNew ? `${kind}-new` : `${kind}-${(visit + step) % 5}`;
      rows.push(`${visit},${visit * 100 + step},${item}`);
    }
  }
  return rows;
}

/** The catalogue: also of items that nobody has bought. */
function itemRows(): string[] {
  const kinds = [0, 1, 2, 3].flatMap((kind) =>
    ["0", "1", "2", "3", "4", "new", "unsold"].map((name) =>
      `${kind}-${name},kind ${kind}|any,${10 * (kind + 1)}`
    )
  );
  return ["sku,tags,price", ...kinds];
}

const PRESET = {
  description: "Made by a test",
  events: {
    format: "csv",
    columns: {
      session: "visit",
      time: { column: "at", format: "epoch_s" },
      item: "sku",
    },
  },
};

const PARAMS = {
  "prepare.itemFeatures": { categories: ["tags"], numbers: ["price"] },
  "prepare.split.validation": 0.1,
  "prepare.split.test": 0.1,
  "model.itemSize": 16,
  "model.hiddenSize": 16,
  "model.itemDropout": 0.3,
  "train.batchSize": 8,
  "train.negatives": 16,
  "train.epochs": 12,
  "train.patience": 12,
  "train.learningRate": 0.02,
  "evaluate.cutoffs": [5, 10, 20],
  "evaluate.baselines": ["category_popularity"],
};

Deno.test("train --items recommends what training has not seen; evaluate, --start and serve go by it too", async () => {
  await inTempFolder(async (folder) => {
    const write = (name: string, text: string) =>
      Deno.writeTextFile(`${folder}/${name}`, text);
    await write("shop.json", JSON.stringify(PRESET));
    await write("events.csv", eventRows().join("\n"));
    await write("items.csv", itemRows().join("\n"));
    const train = (more: string[], changes = {}) =>
      cli([
        "train",
        "--json",
        ...["--preset", `${folder}/shop.json`],
        ...["--input", `${folder}/events.csv`],
        ...["--items", `${folder}/items.csv`],
        ...["--data", `${folder}/data`],
        ...["--runs", `${folder}/runs`],
        ...more,
        ...setFlags({ ...PARAMS, ...changes }),
      ]);
    const trained = await train([]);
    assert.equal(trained.code, 0, trained.stderr);
    const json = lastJson(trained);
    const artifacts = (run: string) => `${folder}/runs/${run}/artifacts`;
    const unseenOf = async (run: string) => {
      const text = await Deno.readTextFile(`${artifacts(run)}/metrics.json`);
      return JSON.parse(text).model.slices["item unseen"];
    };
    // Ten visits are left to test, each with one new item. Seven items of the
    // catalogue are of each kind.
    const unseen = await unseenOf(json.run);
    assert.equal(unseen.targets, 10);
    assert.ok(unseen["recall@10"] >= 0.9, JSON.stringify(unseen));

    const again = await cli(["evaluate", "--json", "--runs", `${folder}/runs`]);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(lastJson(again).metrics, json.metrics);

    // What is learned in one step more is next to nothing: all else was taken over.
    const archive = `${artifacts(json.run)}/model.mar`;
    const warm = await train(["--start", archive], {
      "train.epochs": 1,
      "train.learningRate": 1e-7,
    });
    assert.equal(warm.code, 0, warm.stderr);
    const after = await unseenOf(lastJson(warm).run);
    assert.equal(after["recall@10"], unseen["recall@10"]);

    const served = await openArchive(archive, { url: archive });
    const { ask, store } = await tinyServer([served], { timeoutMs: 10_000 });
    const { body } = await ask("/predictions/model", {
      body: {
        data: [{ sku: "0-1" }, { sku: "0-2" }],
        k: 30,
        filter: { tags: ["kind 2", "kind 3"], price: { max: 30 } },
      },
    });
    await store.close();
    const [{ product_ids }] = body as [{ product_ids: string[] }];
    assert.deepEqual(
      product_ids.toSorted(),
      ["0", "1", "2", "3", "4", "new", "unsold"].map((it) => `2-${it}`),
    );
  });
});
