/**
 * The files that a training run leaves among its artifacts, and from which it
 * is resumed and evaluated.
 */
import { z } from "zod";
import { type Params, paramsSchema } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";

/** The model as it was at its best: a safetensors file. */
export const MODEL_FILE = "model.safetensors";
/** The run's configuration. */
export const CONFIG_FILE = "config.json";
/** Copy of the dataset's fitted vocabularies and scalers. */
export const FEATURES_FILE = "features.json";
/** What is known of the items, where anything is. */
export const ITEMS_FILE = "items.json";
/** Metrics of the model and the baselines, with slices. */
export const METRICS_FILE = "metrics.json";
/** Beside the artifacts, while training goes on. */
export const CHECKPOINT_FILE = "checkpoint.safetensors";

const configSchema = z.strictObject({
  preset: z.string(),
  /** Folder of the dataset. */
  data: z.string(),
  /** SHA-256 of the dataset. */
  digest: z.string(),
  params: paramsSchema,
  /** The archive whose weights training begins with; absent: drawn ones. */
  start: z.string().optional(),
});

/** What a run needs to know to go on. */
export interface RunConfig {
  readonly preset: string;
  readonly data: string;
  readonly digest: string;
  readonly params: Params;
  readonly start?: string | undefined;
}

/**
 * Reads the configuration of a run.
 *
 * @param folder Of the run.
 * @throws {InputError} where it is absent or of another version.
 */
export async function readRunConfig(folder: string): Promise<RunConfig> {
  return await readConfigFile(`${folder}/artifacts/${CONFIG_FILE}`);
}

/** As {@link readRunConfig}, by the path of the file itself. */
export async function readConfigFile(path: string): Promise<RunConfig> {
  try {
    return configSchema.parse(JSON.parse(await Deno.readTextFile(path)));
  } catch (cause) {
    throw new InputError(
      `${path} cannot be read as a run's configuration of this version`,
      { cause },
    );
  }
}

/** Whether a run has its configuration: one that was killed while it began has none. */
export function hasRunConfig(folder: string): boolean {
  try {
    return Deno.statSync(`${folder}/artifacts/${CONFIG_FILE}`).isFile;
  } catch {
    return false;
  }
}
