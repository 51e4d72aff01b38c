import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { demoHalves } from "../checks/demo_log.ts";
import { cli, inTempFolder, lastJson } from "./cli.ts";

Deno.test("check stops training and preparing on bad events, and parts them", async (t) => {
  await inTempFolder(async (folder) => {
    const [training, fresh] = demoHalves(2);
    const [before, good, bad] = ["before", "good", "bad"].map((it) =>
      `${folder}/${it}.parquet`
    ) as [string, string, string];
    training.writeParquet(before);
    fresh.writeParquet(good);
    fresh.withRowIndex("n").withColumns(
      pl.when(pl.col("n").lt(pl.lit(40))).then(pl.lit(-1))
        .otherwise(pl.col("customer_price_cz")).alias("customer_price_cz"),
    ).drop("n").writeParquet(bad);
    const data = ["--data", `${folder}/data`];
    const check = (input: string, ...more: string[]) =>
      cli(["check", ...data, "--input", input, "--json", ...more]);

    const prepared = await cli(["prepare", ...data, "--input", before]);
    assert.equal(prepared.code, 0, prepared.stderr);

    await t.step("good events pass", async () => {
      const { code, stderr } = await check(good);
      assert.equal(code, 0, stderr);
      assert.match(stderr, /Nothing is wrong with [\d,]+ rows\./);
    });

    await t.step("bad events end with exit code 3", async () => {
      const found = await check(bad);
      assert.equal(found.code, 3, found.stderr);
      const [anomaly] = lastJson(found).anomalies;
      assert.equal(anomaly.rule, "out of range");
      assert.equal(anomaly.rows, 40);
      for (const stage of ["prepare", "train"]) {
        const { code } = await cli([
          stage,
          ...data,
          "--runs",
          `${folder}/runs`,
          "--input",
          bad,
          "--check",
        ].filter((it, at, all) =>
          stage === "train" || (it !== "--runs" && all[at - 1] !== "--runs")
        ));
        assert.equal(code, 3);
      }
    });

    await t.step("--quarantine parts them, and nothing is lost", async () => {
      const { code, stdout } = await check(bad, "--quarantine");
      assert.equal(code, 0);
      const { quarantine } = JSON.parse(stdout);
      const rows = (path: string) => pl.readParquet(path).height;
      assert.equal(quarantine.quarantined, 40);
      assert.equal(rows(quarantine.quarantine), 40);
      assert.equal(rows(quarantine.clean) + 40, fresh.height);
    });

    await t.step("a schema that was edited outlives preparing", async () => {
      const path = `${folder}/data/schema.json`;
      const edited = (await Deno.readTextFile(path))
        .replace('"tolerance": 0.3', '"tolerance": 0.9');
      await Deno.writeTextFile(path, edited);
      const again = await cli(["prepare", ...data, "--input", good]);
      assert.match(again.stdout, /schema\.json was edited and stays/);
      assert.equal(await Deno.readTextFile(path), edited);
    });

    await t.step("so does one in which something was mistyped", async () => {
      const path = `${folder}/data/schema.json`;
      const mistyped = (await Deno.readTextFile(path)).replace("{", "{,");
      await Deno.writeTextFile(path, mistyped);
      const again = await cli(["prepare", ...data, "--input", good]);
      assert.match(again.stdout, /schema\.json was edited and stays/);
      assert.equal(await Deno.readTextFile(path), mistyped);
      const { code, stderr } = await check(good);
      assert.equal(code, 2);
      assert.match(stderr, /schema\.json is not JSON/);
    });
  });
});

Deno.test("check --infer writes a schema where nothing was prepared yet, and preparing renews it", async () => {
  await inTempFolder(async (folder) => {
    const data = ["--data", `${folder}/data/shop`];
    const [training] = demoHalves(1);
    const log = ["--input", `${folder}/log.parquet`];
    training.writeParquet(log[1]!);
    const inferred = await cli(["check", "--infer", ...data, ...log]);
    assert.equal(inferred.code, 0, inferred.stderr);
    const checked = await cli(["check", ...data, ...log]);
    assert.equal(checked.code, 0, checked.stderr);
    const prepared = await cli(["prepare", ...data, ...log]);
    assert.equal(prepared.code, 0, prepared.stderr);
    await Deno.stat(`${folder}/data/shop/schema.json`);
    await Deno.stat(`${folder}/data/shop/report.json`);

    training.head(0).writeParquet(log[1]!);
    const empty = await cli(["check", "--infer", ...data, ...log]);
    assert.equal(empty.code, 2);
    assert.match(empty.stderr, /holds no rows: a schema is made of a log with/);
  });
});

Deno.test("check without a schema says how to get one", async () => {
  await inTempFolder(async (folder) => {
    const { code, stderr } = await cli(["check", "--data", folder]);
    assert.equal(code, 2);
    assert.equal(
      stderr,
      `error: ${folder}/schema.json is absent: deno task prepare, or check --infer, writes one\n`,
    );
  });
});
