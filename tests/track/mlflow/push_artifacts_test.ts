import assert from "node:assert/strict";
import type { MlflowClient } from "../../../src/track/mlflow/mlflow_client.ts";
import { localArtifacts } from "../../../src/track/mlflow/local_artifacts.ts";
import {
  deleteDoubles,
  openMlflowRun,
} from "../../../src/track/mlflow/open_mlflow_run.ts";
import { openArtifacts } from "../../../src/track/mlflow/open_artifacts.ts";
import { parentOf } from "../../../src/track/mlflow/parent_of.ts";
import { pushArtifacts } from "../../../src/track/mlflow/push_artifacts.ts";
import { pushModel } from "../../../src/track/mlflow/push_model.ts";
import { SendJournal } from "../../../src/track/mlflow/send_journal.ts";
import { uploadNew } from "../../../src/track/mlflow/upload_new.ts";
import type { LocalRun } from "../../../src/track/local_run.ts";
import { readRun } from "../../../src/track/read_run.ts";
import { finishRun, startRun } from "./made_run.ts";
import { mlflow, withServer } from "./with_server.ts";

/** A run that is on the server, but for its artifacts. */
async function openRun(
  run: LocalRun,
  { client, experiment }: { client: MlflowClient; experiment: string },
) {
  const { record } = await readRun(run.folder);
  const journal = (await SendJournal.open(run.folder, client.rest.url))!;
  await openMlflowRun(journal, record, { client, experiment });
  return { journal, record, client };
}

async function names(uri: string, client: MlflowClient): Promise<string[]> {
  using store = await openArtifacts(uri, client.rest);
  const files = await store.list();
  return files.map(({ name }) => name).sort();
}

Deno.test({
  name: "pushArtifacts() keeps artifacts with the run where none is an MLmodel",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const run = await startRun(folder);
    await run.logArtifact("best.json", "{}");
    await run.end("finished");
    const way = await openRun(run, { client, experiment });
    using journal = way.journal;
    await pushArtifacts(run.folder, way);
    assert.equal(journal.state.modelId, undefined);
    assert.deepEqual(await names(journal.state.artifactUri!, client), [
      "best.json",
    ]);
  }),
});

Deno.test({
  name:
    "pushModel() adds what came later to the same model, and makes no second",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const run = await startRun(folder);
    await finishRun(run);
    const way = await openRun(run, { client, experiment });
    using journal = way.journal;
    await pushArtifacts(run.folder, way);
    const { modelId, modelUri, experimentId, runId } = journal.state;
    await Deno.writeTextFile(`${run.folder}/artifacts/model.mar`, "zip");
    // As after a process that was killed before it could remember the model.
    await journal.write({ server: client.rest.url });
    await openMlflowRun(journal, way.record, { client, experiment });
    const files = await localArtifacts(`${run.folder}/artifacts`);
    await pushModel(files.filter(({ name }) => !name.includes("/")), way);
    assert.equal(journal.state.modelId, modelId);
    assert.deepEqual(await names(modelUri!, client), [
      "MLmodel",
      "input_example.json",
      "model.mar",
      "model.safetensors",
    ]);
    const models = await client.loggedModelsOfRun(experimentId!, runId!);
    assert.equal(models.length, 1);
  }),
});

Deno.test({
  name: "uploadNew() uploads a file again only where it has changed",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const run = await startRun(folder);
    await run.logArtifact("a.json", "1");
    await run.logArtifact("b.json", "2");
    const { journal } = await openRun(run, { client, experiment });
    using _ = journal;
    const uri = journal.state.artifactUri!;
    const upload = async () =>
      await uploadNew(await localArtifacts(`${run.folder}/artifacts`), {
        journal,
        client,
        uri,
      });
    await upload();
    const { artifacts } = journal.state;
    await run.logArtifact("b.json", "22");
    await upload();
    assert.equal(journal.state.artifacts!["a.json"], artifacts!["a.json"]);
    assert.match(journal.state.artifacts!["b.json"]!, /^2 \d+$/);
    await run.end("failed");
    using store = await openArtifacts(uri, client.rest);
    assert.deepEqual(
      (await store.list()).toSorted((a, b) => a.size - b.size),
      [{ name: "a.json", size: 1 }, { name: "b.json", size: 2 }],
    );
  }),
});

Deno.test({
  name:
    "openMlflowRun() finds the run that a lost answer told of, deleteDoubles() a second",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const run = await startRun(folder);
    await run.end("finished");
    const { journal, record } = await openRun(run, { client, experiment });
    using _ = journal;
    const { runId, experimentId } = journal.state;
    await journal.write({ server: client.rest.url });
    await openMlflowRun(journal, record, { client, experiment });
    assert.equal(journal.state.runId, runId);

    const tag = { key: "nextcart.run", value: run.id };
    const late = await client.createRun({
      experiment_id: experimentId!,
      run_name: run.id,
      start_time: record.startedAtMs,
      tags: [tag],
    });
    await deleteDoubles(journal, record, client);
    const runs = await client.runsByTag(experimentId!, tag);
    const stages = runs.map(({ info }) => [info.run_id, info.lifecycle_stage]);
    assert.deepEqual(Object.fromEntries(stages), {
      [runId!]: "active",
      [late.info.run_id]: "deleted",
    });
  }),
});

Deno.test({
  name:
    "parentOf() knows no parent of a run that is no trial, or whose search is gone",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, client }) => {
    const run = await startRun(folder);
    await run.end("finished");
    const { record } = await readRun(run.folder);
    assert.equal(await parentOf(run.folder, record, { client }), undefined);
    const environment = { "tune.parent": "20200101-000000-gone" };
    assert.equal(
      await parentOf(run.folder, { ...record, environment }, { client }),
      undefined,
    );
  }),
});
