import { InputError } from "../errors.ts";
import { decodeSafetensors, encodeSafetensors } from "../safetensors.ts";
import { assignWeights, readWeights } from "../tensor/weights.ts";
import type { Variable } from "../tensor/variable.ts";
import { writeWhole } from "../write_whole.ts";
import { type Progress, progressSchema } from "./progress.ts";

const FORMAT = "nextcart-checkpoint-1";

/** Writes a checkpoint, whole or not at all: weights, moments and progress. */
export async function writeCheckpoint(
  path: string,
  variables: readonly Variable[],
  progress: Progress,
): Promise<void> {
  const bytes = encodeSafetensors({
    tensors: await readWeights(variables),
    metadata: { format: FORMAT, progress: JSON.stringify(progress) },
  });
  await writeWhole(path, bytes);
}

/**
 * Restores what {@link writeCheckpoint} wrote; undefined where there is no file.
 *
 * @throws {InputError} where the file is damaged or of another model.
 */
export async function readCheckpoint(
  path: string,
  variables: readonly Variable[],
): Promise<Progress | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const { tensors, metadata } = decodeSafetensors(bytes, path);
  if (metadata.format !== FORMAT) {
    throw new InputError(
      `${path} holds ${metadata.format ?? "no format"}, ${FORMAT} is wanted`,
    );
  }
  const progress = parseProgress(metadata.progress, path);
  assignWeights(variables, tensors);
  return progress;
}

function parseProgress(text = "", path: string): Progress {
  try {
    return progressSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new InputError(`${path} is damaged: its progress cannot be read`, {
      cause,
    });
  }
}
