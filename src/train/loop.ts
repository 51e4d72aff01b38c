import type { TrainParams } from "../config.ts";
import { InputError } from "../errors.ts";
import type { Sequences } from "../features/sequences.ts";
import type { SplitSource } from "../prepare/split_reader.ts";
import type { SessionModel } from "../model/session_model.ts";
import { withPrecision } from "../tensor/precision.ts";
import { Adam } from "../tensor/optimizers/adam.ts";
import type { Batch } from "./batch.ts";
import { BatchStream } from "./batch_stream.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { type EpochRecord, type Progress, startProgress } from "./progress.ts";
import { learningRateAt } from "./schedule.ts";
import { trainStep } from "./train_step.ts";
import { WeightAverage } from "./weight_average.ts";

/** What training tells of a step. */
export interface StepReport {
  /** From 0. */
  readonly epoch: number;
  /** Steps done in this epoch, and in all of it. */
  readonly step: number;
  /** Steps of the epoch. */
  readonly steps: number;
  /** Targets learned from in this step. */
  readonly targets: number;
  /** Mean loss so far in this epoch. */
  readonly loss: number;
  /** Loss of the last step that was read, one in ten; NaN before the first. */
  readonly lastLoss: number;
  /** Time since the epoch's steps began, or went on after a resume. */
  readonly seconds: number;
}

/** Options of {@link train}. */
export interface TrainOptions {
  /** How it learns. */
  readonly params: TrainParams;
  /** File to resume from, where there is one, and to save to. */
  readonly checkpoint: string;
  /** Metrics of the validation split; undefined where there is none. */
  readonly validate?: (() => Promise<Record<string, number>>) | undefined;
  /** The validation metric that chooses the best epoch. */
  readonly metric: string;
  /**
   * Called with the model at its best so far: keep its weights. Where weights
   * are averaged, the model holds their average here and in `validate`.
   */
  readonly onBest: () => Promise<void>;
  /** Told of each step. */
  readonly onStep?: (report: StepReport) => void;
  /** Told of each epoch; the next waits for it. */
  readonly onEpoch?: (record: EpochRecord) => Promise<void>;
  /** Asks to finish the step, save and stop. */
  readonly signal?: AbortSignal;
}

/** Reading a loss waits for the step: only every so many are read. */
const LOSS_EVERY = 10;

/**
 * Trains until the epochs are over, the validation metric has stopped
 * improving, or the signal asks to stop. Goes on from the checkpoint, to the
 * same weights as without a break.
 *
 * @returns Progress; `epoch` is short of the parameters' where it was stopped.
 * @throws {InputError} where there is nothing to learn from, training diverges,
 * or the checkpoint is damaged or of another model.
 */
export async function train(
  model: SessionModel,
  data: Sequences | SplitSource,
  options: TrainOptions,
): Promise<Progress> {
  const { params, checkpoint, signal } = options;
  const optimizer = new Adam(model.variables());
  const average = params.averageDecay === null
    ? undefined
    : new WeightAverage(model, params.averageDecay);
  const variables = [
    ...model.variables(),
    ...optimizer.variables(),
    ...average?.variables() ?? [],
  ];
  const save = (progress: Progress) =>
    writeCheckpoint(checkpoint, variables, progress);
  let batches: BatchStream | undefined;
  try {
    const progress = await readCheckpoint(checkpoint, variables) ??
      startProgress();
    optimizer.step = progress.optimizerStep;
    if (average !== undefined) average.step = progress.optimizerStep;
    batches = await BatchStream.open(model, data, params);
    if (batches.count === 0) {
      throw new InputError(
        `Cannot train: no session holds an event to be predicted among its last ${params.maxEvents} (train.maxEvents)`,
      );
    }
    const state = {
      ...{ model, optimizer, average, batches, progress, save },
      lastLoss: NaN,
    };
    while (progress.epoch < params.epochs && !progress.stopped) {
      const finished = await trainEpoch(state, options);
      if (finished) {
        const end = () => endEpoch(state, options);
        await (average === undefined ? end() : average.during(end));
      }
      await save(progress);
      if (signal?.aborted) break;
    }
    return progress;
  } finally {
    batches?.close();
    optimizer.dispose();
    average?.dispose();
  }
}

interface TrainState {
  readonly model: SessionModel;
  readonly optimizer: Adam;
  readonly average: WeightAverage | undefined;
  readonly batches: BatchStream;
  readonly progress: Progress;
  readonly save: (progress: Progress) => Promise<void>;
  lastLoss: number;
}

/** Takes the remaining steps of an epoch; false where it was asked to stop. */
async function trainEpoch(
  state: TrainState,
  options: TrainOptions,
): Promise<boolean> {
  const { batches, progress, save } = state;
  const { params, onStep, signal } = options;
  const startedAtMs = performance.now();
  for await (const batch of batches.epoch(progress.epoch, progress.step)) {
    await takeStep(state, batch, params);
    onStep?.({
      epoch: progress.epoch,
      step: progress.step,
      steps: batches.count,
      targets: batch.labels.length,
      loss: progress.lossSum / progress.lossCount,
      lastLoss: state.lastLoss,
      seconds: (performance.now() - startedAtMs) / 1000,
    });
    if (signal?.aborted && progress.step < batches.count) return false;
    const { checkpointSteps } = params;
    if (checkpointSteps > 0 && progress.step % checkpointSteps === 0) {
      await save(progress);
    }
  }
  return true;
}

async function takeStep(
  state: TrainState,
  batch: Batch,
  params: TrainParams,
): Promise<void> {
  const { model, optimizer, average, batches, progress } = state;
  const options = {
    batch,
    params,
    average,
    learningRate: learningRateAt(params, {
      step: progress.epoch * batches.count + progress.step,
      stepsPerEpoch: batches.count,
    }),
    seed: params.seed * 1_000_003 + progress.optimizerStep,
    clipNorm: params.clipNorm,
  };
  const loss = withPrecision(
    params.precision,
    () => trainStep(model, optimizer, options),
  );
  if (progress.step % LOSS_EVERY === 0) {
    const value = (await loss.data())[0]!;
    requireFinite(value, progress);
    state.lastLoss = value;
    progress.lossSum += value;
    progress.lossCount++;
  }
  loss.dispose();
  progress.step++;
  progress.optimizerStep = optimizer.step;
}

function requireFinite(loss: number, { epoch, step }: Progress): void {
  if (Number.isFinite(loss)) return;
  throw new InputError(
    `Training has diverged: the loss is ${loss} in epoch ${epoch + 1}, step ${
      step + 1
    }; a lower train.learningRate or a train.clipNorm is wanted`,
  );
}

/** Validates, keeps the best, and turns to the next epoch. */
async function endEpoch(
  { batches, progress }: TrainState,
  options: TrainOptions,
): Promise<void> {
  const { params, validate, metric, onBest, onEpoch } = options;
  const validation = await validate?.() ?? {};
  const record: EpochRecord = {
    epoch: progress.epoch + 1,
    loss: progress.lossSum / progress.lossCount,
    learningRate: learningRateAt(params, {
      step: (progress.epoch + 1) * batches.count - 1,
      stepsPerEpoch: batches.count,
    }),
    validation,
  };
  progress.history.push(record);
  progress.epoch++;
  Object.assign(progress, { step: 0, lossSum: 0, lossCount: 0 });
  // Without a validation split the last epoch is taken for the best.
  const value = validation[metric] ?? record.epoch;
  if (progress.best === null || value > progress.best.value) {
    progress.best = { epoch: record.epoch, value };
    await onBest();
  }
  progress.stopped = record.epoch - progress.best.epoch >= params.patience;
  await onEpoch?.(record);
}
