import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";

/** Writes lines as gzip, as the public data are. */
async function writeGzip(path: string, lines: readonly string[]) {
  const stream = new Blob([lines.join("\n") + "\n"]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  await Deno.writeFile(path, stream);
}

/** Users who buy items in a circle: 1, 2, …, 9, 1, …. */
const USERS = Array.from(
  { length: 90 },
  (_, user) =>
    [`u${user}`, ...Array.from({ length: 6 }, (_, at) => 1 + (user + at) % 9)]
      .join(" "),
);

Deno.test("bench quality trains several seeds beside baselines and published figures", async (t) => {
  await inTempFolder(async (folder) => {
    await writeGzip(`${folder}/amazon/Beauty.txt.gz`, USERS);
    const attributes = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [at + 1, [at % 3]]),
    );
    await writeGzip(`${folder}/amazon/Beauty_item2attributes.json.gz`, [
      JSON.stringify(attributes),
    ]);
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
      "--variants",
      ...setFlags({
        "train.epochs": 2,
        "train.negatives": 8,
        "train.batchSize": 8,
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
      assert.match(
        report,
        /^\| on validation \| hit_rate@10 \| difference \| /m,
      );
      assert.match(
        report,
        /^\| no dropout \| [01]\.\d{4} \| [+−]0\.\d{4} \| /m,
      );
      const kept = JSON.parse(
        await Deno.readTextFile(`${runs}/quality-beauty.json`),
      );
      assert.deepEqual(kept.quality.mean, json.metrics);
    });

    await t.step("each seed and each variant has its tracked run", async () => {
      const listed = lastJson(await cli(["runs", "--json", "--runs", runs]));
      const ids = listed.runs.map((it: { id: string }) => it.id).sort();
      const told = [...json.runs, ...json.variants].map((it) => it.id).sort();
      assert.deepEqual(ids, told);
      assert.equal(json.variants[0].name, "the preset");
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
