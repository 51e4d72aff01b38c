import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";
import { writeBeauty } from "./small_beauty.ts";

Deno.test("bench variants says what parts of a preset add, and goes on where it stopped", async () => {
  await inTempFolder(async (folder) => {
    await writeBeauty(folder);
    const runs = `${folder}/runs`;
    const bench = async (only: string) => {
      const result = await cli([
        "bench",
        "variants",
        "--json",
        "--data=beauty",
        `--data-dir=${folder}`,
        `--prepared=${folder}/data`,
        `--runs=${runs}`,
        `--only=${only}`,
        ...setFlags({
          "train.epochs": 2,
          "train.negatives": 8,
          "train.batchSize": 8,
        }),
      ]);
      assert.equal(result.code, 0, result.stderr);
      return { ...result, variants: lastJson(result).beauty };
    };
    const first = await bench("no dropout");
    assert.deepEqual(
      first.variants.map((it: { name: string }) => it.name),
      ["the preset", "no dropout"],
    );
    const [preset, variant] = first.variants;
    const lead = variant.differences["ndcg@10"];
    const gap = variant.metrics["ndcg@10"] - preset.metrics["ndcg@10"];
    assert.ok(Math.abs(lead.difference - gap) < 1e-12);
    assert.ok(lead.low <= lead.difference && lead.difference <= lead.high);

    // What only recommends in another way takes the preset's network.
    const third = await bench("no malus for what the customer has");
    const [, shared] = third.variants;
    assert.equal(shared.epoch, preset.epoch);
    assert.notEqual(shared.metrics["ndcg@10"], preset.metrics["ndcg@10"]);
    assert.doesNotMatch(third.stderr, /^epoch /m);

    // What has been trained is read from its run, and equal to the last digit.
    const second = await bench("no dropout,label smoothing");
    assert.deepEqual(second.variants.slice(0, 2), first.variants);
    assert.equal(second.stderr.match(/^epoch 2\/2 /gm)?.length, 1);
    const report = await Deno.readTextFile(`${runs}/variants-beauty.md`);
    assert.match(report, /^\| on validation \| hit_rate@10 \| difference /m);
    assert.match(
      report,
      /^\| label smoothing \| [01]\.\d{4} \| [+−]0\.\d{4} /m,
    );
  });
});
