import { presetName } from "../preset_name.ts";
import type { LoggedModel } from "./answers.ts";
import { describeRun, RUN_TAG } from "./describe_run.ts";
import type { LocalArtifact } from "./local_artifacts.ts";
import { ML_MODEL_FILE, placeModel } from "./ml_model.ts";
import type { MlflowClient } from "./mlflow_client.ts";
import type { RunOnItsWay } from "./push_options.ts";
import { uploadNew } from "./upload_new.ts";

/**
 * Makes a run's model a LoggedModel: finds or creates it, uploads its files,
 * calls it ready and names it an output of the run.
 */
export async function pushModel(
  files: readonly LocalArtifact[],
  options: RunOnItsWay,
): Promise<void> {
  const { journal, client } = options;
  if (journal.state.modelId === undefined) {
    const { model_id, artifact_uri } = await openModel(options);
    await journal.write({ modelId: model_id, modelUri: artifact_uri });
  }
  const { modelId, modelUri, runId } = journal.state;
  const ids = { model: modelId!, run: runId! };
  await withPlaced(
    files,
    ids,
    (placed) => uploadNew(placed, { journal, client, uri: modelUri! }),
  );
  if (journal.state.modelReady) return;
  await client.finaliseLoggedModel(ids.model);
  await nameOutput(ids, client);
  await deleteDoubles(ids.model, options);
  await journal.write({ modelReady: true });
}

/** The file of a run's model says where it lies only on the server. */
async function withPlaced(
  files: readonly LocalArtifact[],
  ids: { model: string; run: string },
  use: (files: LocalArtifact[]) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile();
  try {
    await use(
      await Promise.all(files.map(async (file) => {
        if (file.name !== ML_MODEL_FILE) return file;
        const text = placeModel(await Deno.readTextFile(file.path), ids);
        await Deno.writeTextFile(path, text);
        return { ...file, path, size: (await Deno.stat(path)).size };
      })),
    );
  } finally {
    await Deno.remove(path);
  }
}

async function openModel(
  { journal, record, client }: RunOnItsWay,
): Promise<LoggedModel> {
  const { experimentId, runId } = journal.state;
  const known = await client.loggedModelsOfRun(experimentId!, runId!);
  if (known[0] !== undefined) return known[0];
  const { params } = describeRun(record);
  return await client.createLoggedModel({
    experiment_id: experimentId!,
    name: presetName(record),
    model_type: "recommender",
    source_run_id: runId!,
    params: params.filter(({ key }) => key.startsWith("model.")),
    tags: [{ key: RUN_TAG, value: record.id }],
  });
}

async function nameOutput(
  ids: { model: string; run: string },
  client: MlflowClient,
): Promise<void> {
  const { outputs } = await client.run(ids.run);
  if (outputs.model_outputs.some((it) => it.model_id === ids.model)) return;
  await client.logOutputs({
    run_id: ids.run,
    models: [{ model_id: ids.model, step: 0 }],
  });
}

/** A server that was slow may have made one for a request that was given up. */
async function deleteDoubles(
  model: string,
  { journal, client }: RunOnItsWay,
): Promise<void> {
  const { experimentId, runId } = journal.state;
  const models = await client.loggedModelsOfRun(experimentId!, runId!);
  for (const { model_id, status } of models) {
    if (model_id === model || status !== "LOGGED_MODEL_PENDING") continue;
    await client.deleteLoggedModel(model_id);
  }
}
