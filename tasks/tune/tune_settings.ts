import { z } from "zod";
import { paramsSchema } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import type { Space } from "../../src/tune/space.ts";

/** The file of a search's settings among its run's artifacts. */
export const TUNE_FILE = "tune.json";

const settingsSchema = z.strictObject({
  preset: z.string(),
  /** Folder of the dataset, and its SHA-256. */
  data: z.string(),
  digest: z.string(),
  /** Parameters that every trial begins with. */
  params: paramsSchema,
  /** Checked by `parseSpace()` when the search began. */
  space: z.custom<Space>((it) => typeof it === "object" && it !== null),
  trials: z.int().min(1),
  minEpochs: z.int().min(1),
  maxEpochs: z.int().min(1),
  /** Of so many trials one goes on. */
  eta: z.int().min(2),
  /** Of what is drawn. */
  seed: z.int(),
});

/** All that a search needs to go on. */
export type TuneSettings = z.infer<typeof settingsSchema>;

/**
 * Reads the settings that a search began with.
 *
 * @param folder Of its run.
 * @throws {InputError} where the run is no search.
 */
export async function readTuneSettings(folder: string): Promise<TuneSettings> {
  const path = `${folder}/artifacts/${TUNE_FILE}`;
  try {
    return settingsSchema.parse(JSON.parse(await Deno.readTextFile(path)));
  } catch (cause) {
    throw new InputError(
      `${path} cannot be read as a search of this version`,
      { cause },
    );
  }
}
