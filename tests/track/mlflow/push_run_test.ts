import assert from "node:assert/strict";
import { pushRun } from "../../../src/track/mlflow/push_run.ts";
import { readSentState } from "../../../src/track/mlflow/send_journal.ts";
import { localStore } from "../../../src/track/local_store.ts";
import { readRun } from "../../../src/track/read_run.ts";
import { finishRun, startRun, WEIGHTS } from "./made_run.ts";
import { readBack } from "./read_back.ts";
import { mlflow, withServer } from "./with_server.ts";

Deno.test({
  name: "pushRun() sends a run that MLflow's own client reads back whole",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const run = await startRun(folder);
    await finishRun(run);
    assert.equal(await pushRun(run.folder, { client, experiment }), "sent");

    const { runs, models } = await readBack(mlflow!, experiment);
    assert.equal(runs.length, 1);
    assert.equal(models, 1);
    const [read] = runs;
    const { record, metrics } = await readRun(run.folder);
    const [first, second] = metrics.map(({ timeMs }) => timeMs);
    assert.equal(read.name, run.id);
    assert.equal(read.status, "FINISHED");
    assert.equal(read.start, record.startedAtMs);
    assert.equal(read.end, record.endedAtMs);
    assert.deepEqual(read.params, {
      "train.epochs": "2",
      "model.encoder": "gru",
      "evaluate.baselines": "markov",
      "größe 速度": "ü",
      long: "é".repeat(6000),
    });
    assert.deepEqual(read.history, {
      loss: [[1, "5.5", first], [2, "nan", second]],
      // What the database holds for infinity.
      "validation/mrr_at_20": [
        [1, "0.125", first],
        [2, "1.7976931348623157e+308", second],
      ],
      "mrr_at_20": [[2, "0.25", record.endedAtMs]],
      "vs/markov/mrr_at_20": [[2, "0.2", record.endedAtMs]],
    });
    const { "mlflow.note.content": note, ...tags } = read.tags;
    assert.match(note, /\| \*\*model\*\* \| 0\.2500 \|/);
    assert.deepEqual(tags, {
      "nextcart.run": run.id,
      backend: "wasm",
      "ci.pipeline": "77",
      "mlflow.runName": run.id,
      "mlflow.source.git.commit": "0a1b2c",
      "mlflow.source.name": "https://shop.example/nextcart",
      "mlflow.source.type": "JOB",
      "mlflow.user": "ann",
    });
    assert.deepEqual(read.inputs, [{
      name: "demo",
      digest: "0123456789abcdef0123456789abcdef0123",
      source_type: "local",
      source: '{"uri":"data/demo"}',
      schema:
        '{"mlflow_colspec":[{"name":"item","type":"string","required":true},{"name":"price","type":"double","required":true}]}',
      profile: '{"train.sessions":8}',
      context: "training",
    }]);
    assert.deepEqual(read.artifacts, ["plots/curve.txt"]);
    const { files, ...model } = read.models[0];
    assert.deepEqual(model, {
      status: "READY",
      type: "recommender",
      params: { "model.encoder": "gru" },
      metrics: { mrr_at_20: 0.25 },
      flavors: ["nextcart"],
      inputs: [
        { name: "item", type: "string", required: true },
        { name: "price", type: "double", required: false },
      ],
      outputs: [{
        name: "product_ids",
        type: "array",
        items: { type: "string" },
        required: true,
      }],
      example: "input_example.json",
      run: read.id,
    });
    assert.deepEqual(Object.keys(files).sort(), [
      "MLmodel",
      "input_example.json",
      "model.safetensors",
    ]);
    assert.equal(files["model.safetensors"], WEIGHTS.length);
  }),
});

Deno.test({
  name: "pushRun() sends nothing twice, though the journal were lost",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const run = await startRun(folder);
    await finishRun(run);
    await pushRun(run.folder, { client, experiment });
    const before = await readBack(mlflow!, experiment);
    await pushRun(run.folder, { client, experiment });
    await Deno.remove(`${run.folder}/mlflow.jsonl`);
    await pushRun(run.folder, { client, experiment });
    assert.deepEqual(await readBack(mlflow!, experiment), before);
  }),
});

Deno.test({
  name: "pushRun() sends a live run step by step, its end, and its going on",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const push = (path: string) => pushRun(path, { client, experiment });
    const run = await startRun(folder);
    await push(run.folder);
    const { runId } = await readSentState(run.folder);
    const status = async () => (await client.run(runId!)).info.status;
    assert.equal(await status(), "RUNNING");
    await run.logMetrics({ loss: 3 }, 1);
    await push(run.folder);
    await run.end("interrupted");
    await push(run.folder);
    assert.equal(await status(), "KILLED");

    const resumed = await localStore(folder).resume(run.id);
    await push(run.folder);
    assert.equal(await status(), "RUNNING");
    await resumed.logMetrics({ loss: 3 }, 1);
    await resumed.logMetrics({ loss: 2 }, 2);
    await resumed.end("failed");
    await push(run.folder);
    assert.equal(await status(), "FAILED");
    const { runs } = await readBack(mlflow!, experiment);
    assert.deepEqual(
      runs[0].history.loss.map(([step, value]: [number, string]) => [
        step,
        value,
      ]),
      [[1, "3.0"], [2, "2.0"]],
    );
  }),
});

Deno.test({
  name: "pushRun() sends a search before its trial, which is its child",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const parent = await startRun(folder, { experiment });
    const trial = await startRun(folder, {
      experiment: "of the trials' preset",
      environment: { "tune.parent": parent.id, "tune.trial": 0 },
    });
    await trial.end("finished");
    await pushRun(trial.folder, { client });
    await parent.end("finished");
    await pushRun(parent.folder, { client });

    const { runs } = await readBack(mlflow!, experiment);
    assert.equal(runs.length, 2);
    const { runId } = await readSentState(parent.folder);
    const read = runs.find((it: { name: string }) => it.name === trial.id);
    assert.equal(read.tags["mlflow.parentRunId"], runId);
    assert.equal(read.tags["tune.trial"], "0");
  }),
});

Deno.test({
  name:
    "pushRun() sends parameters of several megabytes in calls that MLflow takes",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const params = Object.fromEntries(
      Array.from({ length: 250 }, (_, at) => [`p${at}`, "ü".repeat(6000)]),
    );
    const run = await localStore(folder).start({
      experiment,
      params,
      environment: {},
    });
    const metrics = Object.fromEntries(
      Array.from({ length: 1001 }, (_, at) => [`m${at}`, at]),
    );
    await run.logMetrics(metrics, 1);
    await run.end("finished");
    assert.equal(await pushRun(run.folder, { client }), "sent");
    const { runId } = await readSentState(run.folder);
    const response = await fetch(
      `${client.rest.url}/api/2.0/mlflow/runs/get?run_id=${runId}`,
    );
    const { data } = (await response.json()).run;
    const read = data.params.map((it: { key: string; value: string }) => [
      it.key,
      it.value,
    ]);
    assert.deepEqual(Object.fromEntries(read), params);
    assert.equal(data.metrics.length, 1001);
  }),
});

Deno.test({
  name: "pushRun() leaves a run alone that was deleted on the server",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const run = await startRun(folder);
    await pushRun(run.folder, { client, experiment });
    const { runId } = await readSentState(run.folder);
    await client.deleteRun(runId!);
    await run.logMetrics({ loss: 3 }, 1);
    await run.end("finished");
    assert.equal(await pushRun(run.folder, { client, experiment }), "deleted");
    assert.equal(await pushRun(run.folder, { client, experiment }), "deleted");
  }),
});
