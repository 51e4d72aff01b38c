import { z } from "zod";
import { flattenParams } from "../../src/config.ts";
import type { Evaluation } from "../../src/evaluate/protocol.ts";
import { type Dataset, readDataset } from "../../src/prepare/dataset.ts";
import { listRuns } from "../../src/track/list_runs.ts";
import type { StoredRun } from "../../src/track/read_run.ts";
import type { StageInput } from "../stage.ts";
import { openRun, type TrainingRun } from "../train/open_run.ts";
import { prepareInput } from "../train/prepare_input.ts";
import { CHECKPOINT_FILE, hasRunConfig } from "../train/run_files.ts";
import { showTraining } from "../train/show_training.ts";
import { trainRun } from "../train/train_run.ts";
import { evaluateOnValidation } from "./evaluate_on_validation.ts";

/** The file among a run's artifacts that holds what validation has shown. */
const VALIDATION_FILE = "validation.json";

/** Names the variant among the run's environment. */
const VARIANT = "bench.variant";

const whole = z.array(z.int()).transform((it) => Int32Array.from(it));

const validationSchema = z.strictObject({
  epoch: z.int(),
  metrics: z.record(z.string(), z.number()),
  ranks: whole,
  sessions: whole,
});

/** What a variant's run has shown on validation after its best epoch. */
export interface TrainedVariant
  extends Pick<Evaluation, "metrics" | "ranks" | "sessions"> {
  /** Of the run. */
  readonly id: string;
  /** The best epoch. */
  readonly epoch: number;
}

export interface TrainVariantOptions {
  readonly name: string;
  /**
   * Run of a variant that learns as this one does and only recommends in another
   * way: its network is taken. Undefined: one is trained.
   */
  readonly alike?: Pick<TrainedVariant, "id" | "epoch"> | undefined;
}

/**
 * Trains a variant, or goes on with it, or reads what it has shown: its run is
 * found again by its name, its parameters and the data.
 *
 * @returns Undefined where it was interrupted.
 */
export async function trainVariant(
  input: StageInput,
  { name, alike }: TrainVariantOptions,
): Promise<TrainedVariant | undefined> {
  const prepared = await prepareInput(input);
  const earlier = await findRun(name, input, prepared.digest);
  if (earlier?.record.status === "finished") return await readVariant(earlier);
  const opened = await openRun(
    { ...input, flags: { ...input.flags, resume: earlier?.record.id } },
    () => Promise.resolve(prepared),
    { environment: { [VARIANT]: name } },
  );
  try {
    return await trainOpened(opened, { input, alike });
  } catch (error) {
    await opened.run.end("failed");
    throw error;
  }
}

/** The newest run of a variant that has not failed. */
async function findRun(
  name: string,
  { params, flags }: StageInput,
  digest: string,
): Promise<StoredRun | undefined> {
  const { runs } = await listRuns(String(flags.runs));
  const wanted = flattenParams(params);
  const isSame = (it: Readonly<Record<string, unknown>>) =>
    Object.entries(wanted).every(([key, value]) => it[key] === value);
  return runs.find(({ record, folder }) =>
    record.status !== "failed" && record.environment[VARIANT] === name &&
    record.environment["data.digest"] === digest && isSame(record.params) &&
    hasRunConfig(folder)
  );
}

async function readVariant(
  { folder, record }: StoredRun,
): Promise<TrainedVariant> {
  const path = `${folder}/artifacts/${VALIDATION_FILE}`;
  const text = await Deno.readTextFile(path);
  return { id: record.id, ...validationSchema.parse(JSON.parse(text)) };
}

async function trainOpened(
  opened: TrainingRun,
  { input, alike }: Pick<TrainVariantOptions, "alike"> & { input: StageInput },
): Promise<TrainedVariant | undefined> {
  const { run, config } = opened;
  const dataset = await readDataset(config.data);
  const epoch = alike?.epoch ?? await bestEpoch(opened, dataset, input.signal);
  if (epoch === undefined) {
    await run.end("interrupted");
    return undefined;
  }
  const { metrics, ranks, sessions } = await evaluateOnValidation(
    `${input.flags.runs}/${alike?.id ?? run.id}`,
    dataset,
    config.params,
  );
  const lists = { ranks: [...ranks], sessions: [...sessions] };
  await run.logArtifact(
    VALIDATION_FILE,
    JSON.stringify({ epoch, metrics, ...lists }),
  );
  await run.end("finished", { ...metrics, epoch });
  await Deno.remove(`${run.folder}/${CHECKPOINT_FILE}`).catch(() => {});
  return { id: run.id, epoch, metrics, ranks, sessions };
}

/** Trains, and tells the best epoch; undefined where it was interrupted. */
async function bestEpoch(
  opened: TrainingRun,
  dataset: Dataset,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { epochs } = opened.config.params.train;
  const shown = showTraining(epochs);
  const progress = await trainRun(opened, { dataset, shown, signal });
  if (progress.epoch >= epochs || progress.stopped) return progress.best!.epoch;
  shown.onStop();
  return undefined;
}
