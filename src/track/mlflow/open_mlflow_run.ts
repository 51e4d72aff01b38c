import { presetName } from "../preset_name.ts";
import type { RunRecord } from "../run_record.ts";
import type { MlflowRun } from "./answers.ts";
import { RUN_TAG } from "./describe_run.ts";
import type { MlflowClient } from "./mlflow_client.ts";
import { MlflowError } from "./mlflow_error.ts";
import type { SendJournal } from "./send_journal.ts";

/** Options of {@link openMlflowRun}. */
export interface OpenMlflowRunOptions {
  /** Asks the server of MLflow. */
  readonly client: MlflowClient;
  /** Name of the experiment. @default {the run's own} */
  readonly experiment?: string | undefined;
  /** The run on the server that this one is a trial of. */
  readonly parent?: { runId: string; experimentId: string } | undefined;
}

/**
 * Sees to it that a run is on the server: finds the one that bears its id, or
 * makes one. The journal tells it from then on.
 */
export async function openMlflowRun(
  journal: SendJournal,
  record: RunRecord,
  options: OpenMlflowRunOptions,
): Promise<void> {
  if (journal.state.runId !== undefined) return;
  const { client, experiment, parent } = options;
  const experimentId = parent?.experimentId ??
    await openExperiment(client, experiment ?? presetName(record));
  const tag = { key: RUN_TAG, value: record.id };
  const [found] = await client.runsByTag(experimentId, tag);
  const run = found ?? await client.createRun({
    experiment_id: experimentId,
    run_name: record.id,
    start_time: record.startedAtMs,
    tags: [
      tag,
      ...(parent === undefined
        ? []
        : [{ key: "mlflow.parentRunId", value: parent.runId }]),
    ],
  });
  await remember(journal, run);
}

/**
 * Deletes runs that bear the same id: a server that was slow may have made one
 * for a request that was given up.
 */
export async function deleteDoubles(
  journal: SendJournal,
  record: RunRecord,
  client: MlflowClient,
): Promise<void> {
  const { experimentId, runId } = journal.state;
  const tag = { key: RUN_TAG, value: record.id };
  for (const { info } of await client.runsByTag(experimentId!, tag)) {
    if (info.run_id === runId || info.lifecycle_stage !== "active") continue;
    await client.deleteRun(info.run_id);
  }
}

async function remember(
  journal: SendJournal,
  { info }: MlflowRun,
): Promise<void> {
  await journal.write({
    runId: info.run_id,
    experimentId: info.experiment_id,
    artifactUri: info.artifact_uri,
    ...(info.lifecycle_stage === "active" ? {} : { deleted: true }),
  });
}

async function openExperiment(
  client: MlflowClient,
  name: string,
): Promise<string> {
  const experiment = await client.experiment(name);
  if (experiment === undefined) return await createExperiment(client, name);
  if (experiment.lifecycle_stage === "active") return experiment.experiment_id;
  throw new MlflowError(
    `MLflow at ${client.rest.url}: experiment "${name}" is deleted there; restore it, or name another by MLFLOW_EXPERIMENT_NAME`,
    { status: 400, code: "EXPERIMENT_DELETED" },
  );
}

async function createExperiment(
  client: MlflowClient,
  name: string,
): Promise<string> {
  try {
    return await client.createExperiment(name);
  } catch (error) {
    // Another process may have been faster.
    const known = error instanceof MlflowError &&
        error.code === "RESOURCE_ALREADY_EXISTS"
      ? await client.experiment(name)
      : undefined;
    if (known === undefined) throw error;
    return known.experiment_id;
  }
}
