import assert from "node:assert/strict";
import { cli, inTempFolder, lastJson, setFlags } from "./cli.ts";

Deno.test("bench cold_start recommends hidden items of the demo shop better than popularity within their type", async () => {
  await inTempFolder(async (folder) => {
    const result = await cli([
      "bench",
      "cold_start",
      "--json",
      "--data",
      "demo",
      "--seeds",
      "2",
      "--prepared",
      `${folder}/data`,
      "--runs",
      `${folder}/runs`,
      ...setFlags({
        "events.demo.sessions": 2500,
        "events.demo.items": 300,
        "train.epochs": 4,
      }),
    ]);
    assert.equal(result.code, 0, result.stderr);
    const json = lastJson(result);
    assert.equal(json.data, "demo");
    assert.ok(json.hidden > 30 && json.targets > 100, result.stdout);
    assert.equal(json.runs.length, 2);
    assert.deepEqual(Object.keys(json.recommenders), [
      "gru",
      "category_popularity",
      "category_popularity, known",
    ]);
    for (const among of ["all", "hidden"]) {
      const { low } = json.differences.category_popularity[among];
      assert.ok(low > 0, `${among}: ${low}`);
    }
    assert.match(result.stderr, /^gru +\d\.\d{4} ± \d\.\d{4} /m);
  });
});

Deno.test("bench cold_start says what it wants", async () => {
  const wants = async (args: string[], message: RegExp) => {
    const { code, stderr } = await cli(["bench", "cold_start", ...args]);
    assert.equal(code, 2);
    assert.match(stderr, message);
  };
  await wants(
    ["--data", "baeuty"],
    /^error: --data baeuty: one of beauty, toys, sports, rees46, demo is wanted$/m,
  );
  await wants(["--share", "1"], /^error: --share 1: a number up to 0\.9 is/m);
  await wants(
    ["--data-dir", "/nowhere"],
    /^error: \/nowhere\/amazon\/Beauty\.txt\.gz is absent: /m,
  );
});
