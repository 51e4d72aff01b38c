/** Prepares where needed, trains, evaluates: `deno task train`. */
import { InputError } from "../src/errors.ts";
import { evaluate } from "../src/evaluate/protocol.ts";
import { pickMetric } from "../src/evaluate/pick_metric.ts";
import { sessionCount } from "../src/features/sequences.ts";
import { decodeModel, encodeModel } from "../src/model/saved_model.ts";
import { modelSizes } from "../src/model/model_sizes.ts";
import { SessionModel } from "../src/model/session_model.ts";
import { type Dataset, readDataset } from "../src/prepare/dataset.ts";
import { prepareIfNeeded } from "../src/prepare/prepare.ts";
import { ModelRecommender } from "../src/recommend/model_recommender.ts";
import { startBackend } from "../src/tensor/runtime.ts";
import type { LocalRun } from "../src/track/local_run.ts";
import { train } from "../src/train/loop.ts";
import type { Progress } from "../src/train/progress.ts";
import { DATASET_FLAGS, datasetInput } from "./dataset_input.ts";
import type { Stage, StageInput } from "./stage.ts";
import { evaluateBesideBaselines } from "./train/evaluate_beside_baselines.ts";
import { openRun, type TrainingRun } from "./train/open_run.ts";
import { metricsFile, reportJson, reportSummary } from "./train/report_json.ts";
import { reportText } from "./train/report_text.ts";
import {
  CHECKPOINT_FILE,
  METRICS_FILE,
  MODEL_FILE,
} from "./train/run_files.ts";
import { showTraining } from "./train/show_training.ts";
import { useColor } from "./use_color.ts";

export const stage: Stage = {
  summary: "Prepare where needed, train, evaluate beside baselines: runs/<id>/",
  needsBackend: true,
  flags: {
    ...DATASET_FLAGS,
    runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
    resume: {
      type: "string",
      value: "RUN",
      help: "go on with a run that was broken off: its id, or latest",
    },
  },

  async main(input) {
    await startBackend(input.backend!.backend);
    const opened = await openRun(input, () => prepare(input));
    const { run } = opened;
    try {
      return await trainAndEvaluate(opened, input);
    } catch (error) {
      await run.end("failed");
      throw error;
    }
  },
};

/** Prepares the dataset of the flags, or finds it up to date. */
async function prepare(
  input: StageInput,
): Promise<{ data: string; digest: string }> {
  const { sources, folder } = datasetInput(input);
  input.print(`Preparing ${sources.events.name}`);
  const { reused, splits, digest } = await prepareIfNeeded(
    sources,
    input.params,
    {
      folder,
    },
  );
  const sizes = Object.entries(splits).map(([name, { sessions, targets }]) =>
    `${name} ${sessions.toLocaleString("en-US")} sessions (${
      targets.toLocaleString("en-US")
    } targets)`
  );
  input.print(
    `${folder}${reused ? " is up to date" : ""}: ${sizes.join(", ")}`,
  );
  return { data: folder, digest };
}

async function trainAndEvaluate(
  { run, config }: TrainingRun,
  { print, signal }: StageInput,
): Promise<Record<string, unknown>> {
  const { params } = config;
  const dataset = await readDataset(config.data);
  if (dataset.digest !== config.digest) {
    throw new InputError(
      `${config.data} is not the dataset that run ${run.id} began with: prepare that again`,
    );
  }
  print(`Run ${run.id}`);
  const shown = showTraining(params.train.epochs);
  const progress = await trainRun({ run, config }, { dataset, shown, signal });
  const unfinished = progress.epoch < params.train.epochs && !progress.stopped;
  if (unfinished) {
    shown.onStop();
    await run.end("interrupted");
    print(`Stopped. Go on with: deno task train --resume ${run.id}`);
    return { run: run.id, interrupted: true };
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
  await run.logArtifact(METRICS_FILE, metricsFile(report));
  await run.end("finished", { ...reportSummary(report), eventsPerSecond });
  await Deno.remove(`${run.folder}/${CHECKPOINT_FILE}`).catch(() => {});
  const { metric } = params.evaluate;
  print(`\n${reportText(report, { color: useColor(), metric })}\n`);
  print(`${run.folder}/artifacts: model, features, parameters, metrics`);
  return { ...reportJson(report), eventsPerSecond, run: run.id };
}

/** Trains from the run's checkpoint or from the start. */
async function trainRun(
  { run, config }: TrainingRun,
  options: {
    dataset: Dataset;
    shown: ReturnType<typeof showTraining>;
    signal: AbortSignal;
  },
): Promise<Progress> {
  const { dataset, shown, signal } = options;
  const { params } = config;
  const { metric } = params.evaluate;
  const model = new SessionModel(
    params.model,
    modelSizes(dataset.features),
    params.train.seed,
  );
  try {
    return await train(model, dataset.train, {
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

async function validate(
  model: SessionModel,
  { validation, features }: Dataset,
  params: { cutoffs: readonly number[]; metric: string },
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
  record: {
    epoch: number;
    loss: number;
    learningRate: number;
    validation: Record<string, number>;
  },
): Promise<void> {
  const { epoch, loss, learningRate, validation } = record;
  const metrics: Record<string, number> = { loss, learningRate };
  for (const [name, value] of Object.entries(validation)) {
    metrics[`validation.${name}`] = value;
  }
  await run.logMetrics(metrics, epoch);
}
