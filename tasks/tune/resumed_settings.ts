import { InputError } from "../../src/errors.ts";
import { overrideParams } from "../override_params.ts";
import type { StageInput } from "../stage.ts";
import { wholeFlag } from "../whole_flag.ts";
import { readTuneSettings, type TuneSettings } from "./tune_settings.ts";

/** What a search began with, by flag. */
const KEPT = {
  "trials": "trials",
  "min-epochs": "minEpochs",
  "max-epochs": "maxEpochs",
  "eta": "eta",
  "seed": "seed",
} as const;

/**
 * The settings of a search that is resumed.
 *
 * @throws {InputError} where the run is no search, or the flags ask for what it
 * did not begin with.
 */
export async function resumedSettings(
  input: Pick<StageInput, "flags" | "overrideParams">,
  { id, folder }: { id: string; folder: string },
): Promise<TuneSettings> {
  const settings = await readTuneSettings(folder);
  const { params } = settings;
  for (const [flag, key] of Object.entries(KEPT)) {
    const asked = wholeFlag(input.flags, flag, settings[key]);
    if (asked === settings[key]) continue;
    throw new InputError(
      `--${flag} ${asked}: search ${id} began with ${settings[key]}`,
    );
  }
  await overrideParams(input, params, {
    of: `search ${id}`,
    // The search has seen to these itself.
    set: [
      `train.epochs=${params.train.epochs}`,
      `prepare.split.validation=${params.prepare.split.validation}`,
    ],
  });
  return settings;
}
