import { InputError } from "../../src/errors.ts";
import { serializeItemFeatures } from "../../src/features/item_features_json.ts";
import { decodeModel } from "../../src/model/saved_model.ts";
import { type Dataset, readDataset } from "../../src/prepare/dataset.ts";
import { splitPeriod } from "../../src/prepare/split_period.ts";
import type { Progress } from "../../src/train/progress.ts";
import { packRun } from "../archive/pack_run.ts";
import type { StageInput } from "../stage.ts";
import {
  evaluateBesideBaselines,
  type Report,
} from "./evaluate_beside_baselines.ts";
import { learnedPeriod } from "./learned_period.ts";
import { logModel } from "./log_model.ts";
import type { TrainingRun } from "./open_run.ts";
import { metricsFile, reportSummary } from "./report_json.ts";
import { requireEvaluable } from "./require_evaluable.ts";
import { resumeCommand } from "./resume_command.ts";
import {
  CHECKPOINT_FILE,
  ITEMS_FILE,
  METRICS_FILE,
  MODEL_FILE,
} from "./run_files.ts";
import { showTraining } from "./show_training.ts";
import { trainRun } from "./train_run.ts";

/** What a run that came to its end has shown. */
export interface TrainedRun {
  readonly report: Report;
  readonly progress: Progress;
  readonly dataset: Dataset;
  /** Targets learned from per second of training. */
  readonly eventsPerSecond: number;
  /** Time of training, validation included, since it began or was resumed. */
  readonly seconds: number;
}

export interface TrainInput extends Pick<StageInput, "print" | "signal"> {
  /** Shows how training goes on. @default {a bar on standard error} */
  readonly shown?: ReturnType<typeof showTraining>;
}

/**
 * Trains a run, evaluates its best model beside the baselines, and ends it; one
 * that fails is ended as failed.
 *
 * @returns Undefined where it was interrupted: it can be resumed.
 */
export async function trainAndEvaluate(
  opened: TrainingRun,
  input: TrainInput,
): Promise<TrainedRun | undefined> {
  try {
    return await trainThenEvaluate(opened, input);
  } catch (error) {
    await opened.run.end("failed");
    throw error;
  }
}

async function trainThenEvaluate(
  { run, config }: TrainingRun,
  { print, signal, shown = showTraining(config.params.train.epochs) }:
    TrainInput,
): Promise<TrainedRun | undefined> {
  const { params } = config;
  const { shuffleBuffer } = params.train;
  const dataset = await readDataset(config.data, {
    lastSessions: shuffleBuffer,
  });
  if (dataset.digest !== config.digest) {
    throw new InputError(
      `${config.data} is not the dataset that run ${run.id} began with: prepare that again`,
    );
  }
  requireEvaluable(dataset, params.evaluate);
  print(`Run ${run.id}`);
  if (shuffleBuffer !== null) {
    print(
      `Sessions are read as training goes; baselines see the last ${shuffleBuffer}`,
    );
  }
  const startedAtMs = performance.now();
  const progress = await trainRun({ run, config }, { dataset, shown, signal });
  const seconds = (performance.now() - startedAtMs) / 1000;
  const unfinished = progress.epoch < params.train.epochs && !progress.stopped;
  if (unfinished) {
    shown.onStop();
    await run.end("interrupted");
    print(`Stopped. Go on with: ${resumeCommand("train", run)}`);
    return undefined;
  }
  const best = decodeModel(
    await Deno.readFile(`${run.folder}/artifacts/${MODEL_FILE}`),
    MODEL_FILE,
  );
  const report = await evaluateBesideBaselines(best, dataset, {
    params: params.evaluate,
    seed: params.train.seed,
  });
  best.dispose();
  const eventsPerSecond = shown.eventsPerSecond();
  if (dataset.itemFeatures !== undefined) {
    const text = serializeItemFeatures(dataset.itemFeatures);
    await run.logArtifact(ITEMS_FILE, text);
  }
  // The dataset holds the end of training only where that is read as it goes.
  const learned = shuffleBuffer === null
    ? learnedPeriod(dataset)
    : learnedPeriod(dataset, await splitPeriod(`${config.data}/train.parquet`));
  await run.logArtifact(METRICS_FILE, metricsFile(report, learned));
  const packed = await packRun(run.folder);
  const archive = `${packed.name}.mar`;
  await run.logArtifact(archive, packed.bytes);
  await logModel(run, { dataset, config, archive });
  await run.end("finished", { ...reportSummary(report), eventsPerSecond });
  await Deno.remove(`${run.folder}/${CHECKPOINT_FILE}`).catch(() => {});
  return { report, progress, dataset, eventsPerSecond, seconds };
}
