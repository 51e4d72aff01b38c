import { z } from "zod";
import { InputError } from "../../src/errors.ts";
import { decodeModel } from "../../src/model/saved_model.ts";
import { type Dataset, readDataset } from "../../src/prepare/dataset.ts";
import type { StageInput } from "../stage.ts";
import {
  evaluateBesideBaselines,
  type Report,
} from "../train/evaluate_beside_baselines.ts";
import { HELD_OUT_SUFFIX, holdOut } from "../train/hold_out.ts";
import { openRun, type TrainingRun } from "../train/open_run.ts";
import { prepareInput } from "../train/prepare_input.ts";
import { MODEL_FILE } from "../train/run_files.ts";
import { showTraining } from "../train/show_training.ts";
import { trainRun } from "../train/train_run.ts";
import type { QualityData } from "./quality_data.ts";

const FOLDER = new URL("variants/", import.meta.url);

const variantsSchema = z.array(z.strictObject({
  name: z.string(),
  /** Values that differ from the preset's, by dotted name. */
  set: z.record(z.string(), z.unknown()),
}));

/** How well a variant of the preset does on validation. */
export interface VariantResult {
  readonly name: string;
  /** Its run. */
  readonly id: string;
  /** Validation metrics after its best epoch. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The best epoch. */
  readonly epoch: number;
}

export interface VariantsOptions {
  readonly name: string;
  readonly data: QualityData;
  /** Flags of `train` that say where data and runs are. */
  readonly flags: StageInput["flags"];
}

/**
 * Trains the preset and each of its variants with one seed, on what is left
 * when the end of training is held out, and compares them there: the test split
 * has no say in what is chosen.
 *
 * @returns Undefined where it was interrupted.
 */
export async function measureVariants(
  input: StageInput,
  { name, data, flags }: VariantsOptions,
): Promise<VariantResult[] | undefined> {
  const { preset } = data;
  const held = holdOut(await input.resolveParams(preset));
  const results: VariantResult[] = [];
  for (const { name: variant, set } of await readVariants(name)) {
    const assignments = Object.entries(set).map(([key, value]) =>
      `${key}=${JSON.stringify(value)}`
    );
    const own = {
      ...input,
      preset,
      params: await input.resolveParams(preset, [...held, ...assignments]),
      flags: {
        ...flags,
        data: held.length === 0
          ? flags.data
          : `${flags.data}${HELD_OUT_SUFFIX}`,
      },
    };
    input.print(`\n${name}: ${variant}`);
    const result = await trainVariant(own);
    if (result === undefined) return undefined;
    results.push({ name: variant, ...result });
  }
  return results;
}

async function readVariants(name: string) {
  const all = [{ name: "the preset", set: {} }];
  try {
    const text = await Deno.readTextFile(new URL(`${name}.json`, FOLDER));
    return [...all, ...variantsSchema.parse(JSON.parse(text))];
  } catch (cause) {
    throw new InputError(
      `tasks/bench/variants/${name}.json: a list of names and what they set is wanted`,
      { cause },
    );
  }
}

async function trainVariant(
  input: StageInput,
): Promise<Omit<VariantResult, "name"> | undefined> {
  const opened = await openRun(input, () => prepareInput(input));
  const { run, config } = opened;
  try {
    const dataset = await readDataset(config.data);
    const progress = await trainRun(opened, {
      dataset,
      shown: showTraining(config.params.train.epochs),
      signal: input.signal,
    });
    if (input.signal.aborted) {
      await run.end("interrupted");
      return undefined;
    }
    const { model } = await evaluateOnValidation(opened, dataset);
    await run.end("finished");
    return {
      id: run.id,
      metrics: model.metrics,
      epoch: progress.best!.epoch,
    };
  } catch (error) {
    await run.end("failed");
    throw error;
  }
}

/** What the run's best model, blended where the parameters say so, is worth. */
async function evaluateOnValidation(
  { run, config }: TrainingRun,
  dataset: Dataset,
): Promise<Report> {
  const bytes = await Deno.readFile(`${run.folder}/artifacts/${MODEL_FILE}`);
  const model = decodeModel(bytes, MODEL_FILE);
  const { evaluate, train } = config.params;
  try {
    return await evaluateBesideBaselines(
      model,
      { ...dataset, test: dataset.validation },
      { params: { ...evaluate, baselines: [] }, seed: train.seed },
    );
  } finally {
    model.dispose();
  }
}
