import { encodeArchive } from "../../src/archive/encode_archive.ts";
import { InputError } from "../../src/errors.ts";
import {
  FEATURES_FILE,
  ITEMS_FILE,
  METRICS_FILE,
  MODEL_FILE,
  readRunConfig,
} from "../train/run_files.ts";

/** Name of a model whose archive nobody named: the original's client asks for it. */
export const MODEL_NAME = "model";

export interface PackRunOptions {
  /** Of the model. @default {MODEL_NAME} */
  readonly name?: string | undefined;
  /** Of the model. @default {the run's id} */
  readonly version?: string | undefined;
}

/** An archive, not yet written. */
export interface PackedRun {
  readonly name: string;
  readonly version: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Packs the model of a run that has been evaluated.
 *
 * @param folder Of the run; its id is the last part.
 * @throws {InputError} where the run has not come to its end, or a name or
 * version cannot stand in a path.
 */
export async function packRun(
  folder: string,
  options: PackRunOptions = {},
): Promise<PackedRun> {
  const { name = MODEL_NAME, version = folder.split("/").at(-1)! } = options;
  const { preset, digest, params } = await readRunConfig(folder);
  const artifact = (file: string) =>
    readArtifact(`${folder}/artifacts/${file}`);
  const text = async (file: string) =>
    new TextDecoder().decode(await artifact(file));
  const bytes = encodeArchive({
    weights: await artifact(MODEL_FILE),
    features: await text(FEATURES_FILE),
    items: await exists(`${folder}/artifacts/${ITEMS_FILE}`)
      ? await text(ITEMS_FILE)
      : undefined,
    metrics: await text(METRICS_FILE),
    params,
    preset,
    dataDigest: digest,
  }, { name, version, createdAtMs: Date.now() });
  return { name, version, bytes };
}

async function readArtifact(path: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (cause) {
    throw new InputError(
      `${path} is absent: a run that came to its end is wanted`,
      { cause },
    );
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch {
    return false;
  }
}
