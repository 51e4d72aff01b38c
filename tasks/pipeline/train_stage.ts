import { flattenParams, type JsonObject } from "../../src/config.ts";
import { readEnvironment } from "../../src/environment.ts";
import type { StageContext, StageResult } from "../../src/pipeline/stage.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import type { Installed } from "../../src/setup/installed.ts";
import { startBackend } from "../../src/tensor/runtime.ts";
import { describeEnvironment } from "../../src/track/environment.ts";
import { listRuns } from "../../src/track/list_runs.ts";
import type { LocalRun } from "../../src/track/local_run.ts";
import { localStore } from "../../src/track/local_store.ts";
import type { Progress } from "../../src/train/progress.ts";
import { removeParts } from "../train/open_run.ts";
import { CHECKPOINT_FILE } from "../train/run_files.ts";
import { showTraining } from "../train/show_training.ts";
import { trackedDataset } from "../train/tracked_dataset.ts";
import { trainRun } from "../train/train_run.ts";
import { DATASET, RUN } from "./output_names.ts";
import { stageParams } from "./stage_params.ts";

export interface TrainStageOptions {
  readonly preset: string;
  readonly backend: Installed;
}

/** Trains a model; a training that was broken off goes on at its checkpoint. */
export async function trainStage(
  context: StageContext,
  options: TrainStageOptions,
): Promise<StageResult> {
  const runs = `${context.scratch}/runs`;
  const { record, folder } = (await listRuns(runs)).runs[0] ?? {};
  if (record?.status !== "finished") {
    await train(context, { ...options, runs, unfinished: record?.id });
    return await trainStage(context, options);
  }
  await removeParts(folder!);
  await Deno.remove(`${folder}/${CHECKPOINT_FILE}`).catch(() => {});
  await Deno.rename(folder!, context.output(RUN));
  return { metrics: record.summary };
}

async function train(
  context: StageContext,
  { preset, backend, runs, unfinished }: TrainStageOptions & {
    readonly runs: string;
    /** Id of the run that is to be gone on with. */
    readonly unfinished: string | undefined;
  },
): Promise<void> {
  const data = context.input(DATASET);
  const params = stageParams(context.params);
  await startBackend(backend.backend, { precision: params.train.precision });
  const dataset = await readDataset(data);
  const { digest } = dataset;
  const store = localStore(runs);
  const run = unfinished === undefined
    ? await store.start({
      experiment: preset,
      params: flattenParams(context.params as JsonObject),
      environment: await environmentOf(backend, digest),
      datasets: [await trackedDataset({ preset, data, digest })],
    })
    : await store.resume(unfinished);
  context.print(
    `${unfinished === undefined ? "Run" : "Going on with run"} ${run.id}`,
  );
  const shown = showTraining(params.train.epochs);
  const config = { preset, data, digest, params };
  const { signal } = context;
  const progress = await endedOnError(
    run,
    () => trainRun({ run, config }, { dataset, shown, signal }),
  );
  if (progress.epoch < params.train.epochs && !progress.stopped) {
    shown.onStop();
    await run.end("interrupted");
    throw signal.reason;
  }
  await run.end("finished", summary(progress, params.evaluate.metric));
}

async function endedOnError<T>(
  run: LocalRun,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await run.end("failed");
    throw error;
  }
}

async function environmentOf(
  { backend, version }: Installed,
  dataDigest: string,
) {
  const { commit, ci } = readEnvironment();
  const versions = { ...Deno.version, [backend]: version };
  return await describeEnvironment({
    backend,
    dataDigest,
    versions,
    commit,
    ci,
  });
}

function summary(
  { epoch, history, best }: Progress,
  metric: string,
): Record<string, number> {
  return {
    epochs: epoch,
    loss: history.at(-1)?.loss ?? NaN,
    ...(best === null ? {} : { [`validation.${metric}`]: best.value }),
  };
}
