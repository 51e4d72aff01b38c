import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { demoFrame } from "../../src/events/demo/demo_frame.ts";
import { readBack } from "../track/mlflow/read_back.ts";
import { mlflow, withServer } from "../track/mlflow/with_server.ts";
import { cli, filesUnder, inTempFolder, lastJson } from "./cli.ts";

const DEMO = { sessions: 800, items: 80, users: 200, days: 28, seed: 3 };

Deno.test("drift tells by its exit code whether events have changed, and keeps a page and metrics", async () => {
  await inTempFolder(async (folder) => {
    const [before, same, dearer] = ["before", "same", "dearer"].map((it) =>
      `${folder}/${it}.parquet`
    ) as [string, string, string];
    const frame = demoFrame(DEMO);
    const isEven = pl.col("session_id").modulo(pl.lit(2)).eq(pl.lit(0));
    frame.filter(isEven).writeParquet(before);
    frame.filter(isEven.not()).writeParquet(same);
    const price = pl.col("customer_price_cz").mul(pl.lit(3));
    frame.filter(isEven.not())
      .withColumns(price.alias("customer_price_cz")).writeParquet(dearer);

    const drift = (current: string) =>
      cli([
        "drift",
        "--reference",
        before,
        "--current",
        current,
        "--reports",
        `${folder}/drift`,
        "--json",
      ]);
    const steady = await drift(same);
    assert.equal(steady.code, 0, steady.stderr);
    assert.equal(lastJson(steady).drifted, false);

    const changed = await drift(dearer);
    assert.equal(changed.code, 3, changed.stderr);
    const { comparisons, page } = lastJson(changed);
    const names = comparisons.filter((it: { drifted: boolean }) => it.drifted)
      .map((it: { name: string }) => it.name);
    assert.deepEqual(names, ["price"]);
    assert.match(changed.stderr, /Drift in 1 of 14 comparisons: price\./);
    assert.match(await Deno.readTextFile(page), /<h2>price<\/h2>/);

    const run = page.slice(0, page.indexOf("/artifacts"));
    assert.deepEqual(filesUnder(run), [
      "artifacts/drift.html",
      "artifacts/drift.json",
      "metrics.jsonl",
      "run.json",
    ]);
    const { summary } = JSON.parse(await Deno.readTextFile(`${run}/run.json`));
    assert.equal(summary.drifted, 1);
    const line = await Deno.readTextFile(`${run}/metrics.jsonl`);
    assert.ok(JSON.parse(line).metrics["price.wasserstein"] > 0.3);
  });
});

Deno.test("drift wants to know what is to be looked at", async () => {
  const { code, stderr } = await cli(["drift"]);
  assert.equal(code, 2);
  assert.equal(
    stderr,
    "error: --current is missing: events or a dataset are wanted\n",
  );
});

Deno.test({
  name: "drift sends its measures to MLflow",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const events = `${folder}/events.parquet`;
    demoFrame(DEMO).writeParquet(events);
    const result = await cli([
      "drift",
      "--reference",
      events,
      "--current",
      events,
      "--reports",
      `${folder}/drift`,
    ], {
      MLFLOW_TRACKING_URI: client.rest.url,
      MLFLOW_EXPERIMENT_NAME: experiment,
    });
    assert.equal(result.code, 0, result.stderr);
    const { runs } = await readBack(mlflow!, experiment);
    assert.equal(runs.length, 1);
    assert.equal(runs[0].status, "FINISHED");
    const { history } = runs[0];
    const [[step, value]] = history["price/wasserstein"];
    assert.deepEqual([step, value], [1, "0.0"]);
    assert.equal(history.drifted.length, 1);
  }),
});
