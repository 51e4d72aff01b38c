import assert from "node:assert/strict";
import { mlflow, withServer } from "../track/mlflow/with_server.ts";
import {
  cli,
  finish,
  inTempFolder,
  lastJson,
  setFlags,
  startCli,
} from "./cli.ts";

const SHOP = setFlags({
  "events.demo.sessions": 2000,
  "events.demo.items": 80,
  "events.demo.users": 200,
  "events.demo.days": 14,
  "model.itemSize": 32,
  "model.hiddenSize": 32,
  "train.learningRate": 0.01,
  "train.negatives": 128,
  "evaluate.baselines": ["popularity"],
  "promote.maxLatencyMs": 1000,
  "promote.minTargets": 200,
});

Deno.test("deno task retrain lets one of two at once work, and then has nothing to do", () =>
  inTempFolder(async (folder) => {
    const args = [
      ...["retrain", "--as=shop", `--data=${folder}/data`, "--json"],
      ...[`--runs=${folder}/runs`, `--models=${folder}/models`],
      ...SHOP,
    ];
    const first = await Promise.all(
      [startCli(args), startCli(args)].map(finish),
    );
    const codes = first.map(({ code }) => code).sort();
    const errors = first.map(({ stderr }) => stderr).join();
    assert.deepEqual(codes, [0, 5], errors);
    const [done, busy] = first.toSorted((a, b) => a.code - b.code);
    assert.equal(lastJson(done!).action, "promoted");
    assert.match(busy!.stderr, /Another process retrains shop: it holds /);

    const second = await cli(args);
    assert.equal(second.code, 0);
    assert.match(
      second.stderr,
      /shop 1 goes on: no reason by schedule, data, drift/,
    );
    assert.deepEqual(
      [...Deno.readDirSync(`${folder}/runs`)].length,
      1,
    );
    const { description } = JSON.parse(
      await Deno.readTextFile(`${folder}/models/shop/registry.json`),
    ).versions[0];
    assert.match(description, /\| lead in mrr@20 \| .* \| passed \|/);
    const timeless = await cli([
      ...["retrain", "--preset=sessions", "--input=log.txt"],
    ]);
    assert.equal(timeless.code, 2);
    assert.match(
      timeless.stderr,
      /Events of the format "sessions" have no times/,
    );
    const wrong = await cli([...args, "--when", "full moon"]);
    assert.equal(wrong.code, 2);
    assert.match(
      wrong.stderr,
      /--when full moon: a list of schedule, data, drift, always is wanted/,
    );
  }));

Deno.test({
  name: "deno task retrain registers at MLflow, where the history is kept too",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const task = (...args: string[]) =>
      cli([...args, "--json"], {
        MLFLOW_TRACKING_URI: client.rest.url,
        MLFLOW_EXPERIMENT_NAME: experiment,
        CI_PIPELINE_ID: "77",
        GITLAB_USER_LOGIN: "ann",
      });
    const ran = await task(
      ...["retrain", `--as=${experiment}`, `--data=${folder}/data`],
      ...[`--runs=${folder}/runs`, ...SHOP],
    );
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(lastJson(ran).action, "promoted", ran.stderr);
    const { history } = lastJson(
      await task("promote", experiment, "--history"),
    );
    const [{ alias, version, by, why }] = history;
    assert.deepEqual([alias, version, by], ["champion", 1, "ann"]);
    assert.match(why, /^mrr@20 0\.\d+, popularity 0\.\d+, on [\d,]+ events$/);
  }),
});
