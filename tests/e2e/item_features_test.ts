import assert from "node:assert/strict";
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
      `${kind}-${name},kind ${kind}|any`
    )
  );
  return ["sku,tags", ...kinds];
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

Deno.test("train --items recommends what training has not seen, and evaluate says the same", async () => {
  await inTempFolder(async (folder) => {
    const write = (name: string, text: string) =>
      Deno.writeTextFile(`${folder}/${name}`, text);
    await write("shop.json", JSON.stringify(PRESET));
    await write("events.csv", eventRows().join("\n"));
    await write("items.csv", itemRows().join("\n"));
    const trained = await cli([
      "train",
      "--json",
      ...["--preset", `${folder}/shop.json`],
      ...["--input", `${folder}/events.csv`],
      ...["--items", `${folder}/items.csv`],
      ...["--data", `${folder}/data`],
      ...["--runs", `${folder}/runs`],
      ...setFlags({
        "prepare.itemFeatures.categories": ["tags"],
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
      }),
    ]);
    assert.equal(trained.code, 0, trained.stderr);
    const json = lastJson(trained);
    const metrics = JSON.parse(
      await Deno.readTextFile(
        `${folder}/runs/${json.run}/artifacts/metrics.json`,
      ),
    );
    // Ten visits are left to test, each with one new item. Seven items of the
    // catalogue are of each kind.
    const unseen = metrics.model.slices["item unseen"];
    assert.equal(unseen.targets, 10);
    assert.ok(unseen["recall@10"] >= 0.9, JSON.stringify(unseen));

    const again = await cli(["evaluate", "--json", "--runs", `${folder}/runs`]);
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(lastJson(again).metrics, json.metrics);
  });
});
