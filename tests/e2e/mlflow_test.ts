import assert from "node:assert/strict";
import { readBack } from "../track/mlflow/read_back.ts";
import { mlflow, withServer } from "../track/mlflow/with_server.ts";
import { finish, lastJson, setFlags, startCli } from "./cli.ts";

const PARAMS = setFlags({
  "events.demo.sessions": 600,
  "events.demo.items": 60,
  "train.epochs": 2,
  "train.batchSize": 64,
  "train.negatives": 64,
});

Deno.test({
  name: "train, tune and register leave in MLflow what people look for there",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const runs = `${folder}/runs`;
    const task = async (args: string[]) => {
      const result = await finish(startCli(args, {
        MLFLOW_TRACKING_URI: client.rest.url,
        MLFLOW_EXPERIMENT_NAME: experiment,
        CI_PIPELINE_ID: "77",
        GITLAB_USER_LOGIN: "ann",
      }));
      assert.equal(result.code, 0, result.stderr);
      return result;
    };
    const data = ["--runs", runs, "--data", `${folder}/data`, ...PARAMS];
    const trained = await task(["train", "--json", ...data]);
    const { run: id, metrics } = lastJson(trained);
    assert.match(trained.stderr, /^MLflow: http.*\/runs\/[0-9a-f]+\?/m);
    await task([
      "register",
      id,
      ...["--as", experiment, "--alias", "champion", "--runs", runs],
    ]);
    const search = await task([
      "tune",
      "--json",
      ...["--trials", "2", "--eta", "2", "--max-epochs", "2", ...data],
    ]);

    const read = await readBack(mlflow!, experiment, {
      model: experiment,
    });
    assert.equal(read.runs.length, 4);
    const named = (name: string) =>
      read.runs.find((it: { name: string }) => it.name === name);
    const run = named(id);
    assert.equal(run.status, "FINISHED");
    assert.equal(run.params["train.epochs"], "2");
    assert.equal(run.history.loss.length, 2);
    assert.equal(run.tags["ci.pipeline"], "77");
    assert.equal(run.tags["mlflow.user"], "ann");
    assert.equal(run.inputs[0].name, "demo");
    const [model] = run.models;
    assert.equal(model.metrics["mrr_at_20"], metrics["mrr@20"]);
    assert.deepEqual(model.flavors, ["nextcart"]);
    assert.deepEqual(
      model.inputs.slice(0, 2).map((it: { name: string }) => it.name),
      ["item", "time"],
    );
    assert.deepEqual(
      model.outputs.map((it: { name: string }) => it.name),
      ["product_ids", "probabilities"],
    );
    assert.deepEqual(Object.keys(model.files).sort(), [
      "MLmodel",
      "config.json",
      "features.json",
      "input_example.json",
      "metrics.json",
      "model.mar",
      "model.safetensors",
    ]);
    const { description, ...champion } = read.champion;
    assert.match(description, /\| \*\*model\*\* \| 0\.\d{4} \|/);
    assert.deepEqual(champion, {
      version: "1",
      run: run.id,
      // The last one is written by the client itself.
      files: [...Object.keys(model.files).sort(), "registered_model_meta"],
      inputs: model.inputs.map((it: { name: string }) => it.name),
    });
    const parent = named(lastJson(search).run);
    const children = read.runs.filter((
      it: { tags: Record<string, string> },
    ) => it.tags["mlflow.parentRunId"] === parent.id);
    assert.equal(children.length, 2);
    assert.ok(
      children.every((it: { status: string }) => it.status === "FINISHED"),
    );
  }),
});
