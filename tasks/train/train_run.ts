import type { EvaluateParams } from "../../src/config.ts";
import { pickMetric } from "../../src/evaluate/pick_metric.ts";
import { evaluate } from "../../src/evaluate/protocol.ts";
import { type Sequences, sessionCount } from "../../src/features/sequences.ts";
import { encodeModel } from "../../src/model/saved_model.ts";
import type { SessionModel } from "../../src/model/session_model.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import type { SplitSource } from "../../src/prepare/split_reader.ts";
import { ModelRecommender } from "../../src/recommend/model_recommender.ts";
import type { LocalRun } from "../../src/track/local_run.ts";
import { train } from "../../src/train/loop.ts";
import type { EpochRecord, Progress } from "../../src/train/progress.ts";
import type { TrainingRun } from "./open_run.ts";
import { createModel } from "./create_model.ts";
import { CHECKPOINT_FILE, MODEL_FILE } from "./run_files.ts";
import type { showTraining } from "./show_training.ts";
import { startWith } from "./start_with.ts";

export interface TrainRunOptions {
  readonly dataset: Dataset;
  readonly shown: ReturnType<typeof showTraining>;
  readonly signal: AbortSignal;
}

/**
 * Trains a run's model from the run's checkpoint or from the start, validating
 * and logging each epoch, and keeps the best model among the run's artifacts.
 */
export async function trainRun(
  { run, config }: TrainingRun,
  { dataset, shown, signal }: TrainRunOptions,
): Promise<Progress> {
  const { params } = config;
  const { metric } = params.evaluate;
  const model = createModel(params, dataset);
  try {
    if (config.start !== undefined) {
      await startWith(config.start, model, dataset);
    }
    return await train(model, trainData(config, dataset), {
      params: params.train,
      checkpoint: `${run.folder}/${CHECKPOINT_FILE}`,
      metric,
      signal,
      ...(sessionCount(dataset.validation) === 0
        ? {}
        : { validate: () => validate(model, dataset, params.evaluate) }),
      onBest: async () =>
        await run.logArtifact(MODEL_FILE, await encodeModel(model)),
      onStep: (report) => shown.onStep(report),
      onEpoch: async (record) => {
        shown.onEpoch(record, metric);
        await logEpoch(run, record);
      },
    });
  } finally {
    model.dispose();
  }
}

/** The split in memory, or where it lies. */
function trainData(
  { params, data }: TrainingRun["config"],
  { train, features }: Dataset,
): Sequences | SplitSource {
  if (params.train.shuffleBuffer === null) return train;
  return {
    path: `${data}/train.parquet`,
    categories: features.categoryNames,
    numbers: features.numberNames,
  };
}

async function validate(
  model: SessionModel,
  { validation, features }: Dataset,
  params: Pick<EvaluateParams, "cutoffs" | "metric">,
): Promise<Record<string, number>> {
  const recommender = new ModelRecommender(model);
  try {
    const { metrics } = await evaluate(recommender, validation, {
      cutoffs: params.cutoffs,
      support: features.support,
    });
    pickMetric(metrics, params.metric);
    return { ...metrics };
  } finally {
    recommender.dispose();
  }
}

async function logEpoch(
  run: LocalRun,
  { epoch, loss, learningRate, validation }: EpochRecord,
): Promise<void> {
  const metrics: Record<string, number> = { loss, learningRate };
  for (const [name, value] of Object.entries(validation)) {
    metrics[`validation.${name}`] = value;
  }
  await run.logMetrics(metrics, epoch);
}
