import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";
import { writeBeauty } from "./small_beauty.ts";

Deno.test("bench quality trains several seeds beside baselines and published figures", async (t) => {
  await inTempFolder(async (folder) => {
    await writeBeauty(folder);
    const runs = `${folder}/runs`;
    const result = await cli([
      "bench",
      "quality",
      "--json",
      "--data",
      "beauty",
      "--data-dir",
      folder,
      "--prepared",
      `${folder}/data`,
      "--runs",
      runs,
      "--seeds",
      "2",
      ...setFlags({
        "train.epochs": 2,
        "train.negatives": 8,
        "train.batchSize": 8,
        "train.precision": "bfloat16",
        "evaluate.blend": {},
      }),
    ]);
    assert.equal(result.code, 0, result.stderr);
    const json = lastJson(result);

    await t.step("--json has means, spreads, baselines and differences", () => {
      assert.equal(json.runs.length, 2);
      const [one, two] = json.runs.map((
        it: { metrics: Record<string, number> },
      ) => it.metrics["ndcg@10"]!);
      assert.ok(Math.abs(json.metrics["ndcg@10"] - (one + two) / 2) < 1e-12);
      const spread = Math.abs(one - two) / Math.SQRT2;
      assert.ok(Math.abs(json.spread["ndcg@10"] - spread) < 1e-12);
      assert.deepEqual(Object.keys(json.baselines), [
        "gru",
        "popularity",
        "session_popularity",
        "markov",
        "item_knn",
        "vsknn",
      ]);
      assert.deepEqual(Object.keys(json.differences), [
        "hit_rate@10",
        "ndcg@10",
      ]);
    });

    await t.step("people read a table, and a report is left", async () => {
      assert.match(result.stderr, /^blend .* this run, 2 seeds$/m);
      assert.match(result.stderr, /^SASRec, .* 0\.0921 +0\.0531 /m);
      const report = await Deno.readTextFile(`${runs}/quality-beauty.md`);
      assert.match(report, /^\| \*\*blend\*\* \| .* \|$/m);
      const kept = JSON.parse(
        await Deno.readTextFile(`${runs}/quality-beauty.json`),
      );
      assert.deepEqual(kept.quality.mean, json.metrics);
    });

    await t.step("each seed has its tracked run", async () => {
      const listed = lastJson(await cli(["runs", "--json", "--runs", runs]));
      const ids = listed.runs.map((it: { id: string }) => it.id).sort();
      const told = json.runs.map((it: { id: string }) => it.id).sort();
      assert.deepEqual(ids, told);
    });
  });
});

Deno.test("bench quality says what data it wants", async () => {
  const unknown = await cli(["bench", "quality", "--data", "beuaty"]);
  assert.equal(unknown.code, 2);
  assert.match(
    unknown.stderr,
    /^error: --data beuaty: one of yoochoose1_64, yoochoose1_64_quick, diginetica, beauty is wanted$/m,
  );
  const absent = await cli(["bench", "quality", "--data-dir", "/nowhere"]);
  assert.equal(absent.code, 2);
  assert.match(
    absent.stderr,
    /^error: \/nowhere\/yoochoose1_64\/train_sessions\.txt\.gz is absent: /m,
  );
});
