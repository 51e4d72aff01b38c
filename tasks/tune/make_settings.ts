import { resolve } from "node:path";
import { InputError } from "../../src/errors.ts";
import { parseSpace } from "../../src/tune/space.ts";
import { dataFolder } from "../data_folder.ts";
import { readJson } from "../preset.ts";
import type { StageInput } from "../stage.ts";
import { wholeFlag } from "../whole_flag.ts";
import { HELD_OUT_SUFFIX, holdOut } from "../train/hold_out.ts";
import { prepareInput } from "../train/prepare_input.ts";
import { drawParams } from "./draw_params.ts";
import type { TuneSettings } from "./tune_settings.ts";

const SPACE = new URL("space.json", import.meta.url);

/**
 * The settings that the flags of a new search ask for. Prepares the dataset;
 * where the preset holds nothing out for validation, the end of training is,
 * and the dataset lies in a folder of its own.
 *
 * @throws {InputError} naming the flag or the key of the space that is wrong.
 */
export async function makeSettings(input: StageInput): Promise<TuneSettings> {
  const { flags, preset } = input;
  const path = typeof flags.space === "string" ? flags.space : SPACE;
  const space = parseSpace(await readJson(path), String(path));
  if (Object.hasOwn(space, "train.epochs")) {
    throw new InputError(`${path}, train.epochs: --max-epochs says it`);
  }
  const numbers = {
    trials: wholeFlag(flags, "trials", 27),
    minEpochs: wholeFlag(flags, "min-epochs", 1),
    maxEpochs: wholeFlag(flags, "max-epochs", 9),
    eta: wholeFlag(flags, "eta", 3),
    seed: wholeFlag(flags, "seed", 1),
  };
  if (numbers.eta < 2) throw new InputError("--eta: 2 or more is wanted");
  const held = holdOut(input.params);
  const params = await input.resolveParams(preset, [
    ...held,
    `train.epochs=${numbers.maxEpochs}`,
  ]);
  // What cannot be drawn is told before anything is prepared.
  drawParams({ params, space, seed: numbers.seed }, 0);
  const data = held.length === 0 || flags.data !== undefined
    ? flags.data
    : `${dataFolder(preset, undefined)}${HELD_OUT_SUFFIX}`;
  const own = { ...input, params, flags: { ...flags, data } };
  const prepared = await prepareInput(own);
  return {
    preset,
    digest: prepared.digest,
    // A job runs in another folder.
    data: flags.on === undefined ? prepared.data : resolve(prepared.data),
    params,
    space,
    ...numbers,
  };
}
