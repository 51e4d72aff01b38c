import { decodeModel } from "../../src/model/saved_model.ts";
import type { SessionModel } from "../../src/model/session_model.ts";
import { type Dataset, readDataset } from "../../src/prepare/dataset.ts";
import { listRuns } from "../../src/track/list_runs.ts";
import { prepareInput } from "../train/prepare_input.ts";
import { MODEL_FILE, readRunConfig } from "../train/run_files.ts";
import type { OpenedPreset } from "./open_preset.ts";
import { trainLive, type TrainLiveOptions } from "./train_live.ts";

/** A model that has been trained on a preset, and the data it was trained on. */
export interface TrainedModel {
  readonly model: SessionModel;
  readonly dataset: Dataset;
  /** The run's folder. */
  readonly folder: string;
}

/**
 * The newest model that a notebook has trained with these parameters on this
 * data; trains one where there is none.
 *
 * @throws {Error} where training is interrupted.
 */
export async function trainedModel(
  shop: OpenedPreset,
  options: Pick<TrainLiveOptions, "draw"> = {},
): Promise<TrainedModel> {
  const { data, digest } = await prepareInput(shop);
  const folder = await findFolder(shop, digest) ??
    (await trainLive(shop, options))?.folder;
  if (folder === undefined) throw new Error("Training was interrupted");
  const bytes = await Deno.readFile(`${folder}/artifacts/${MODEL_FILE}`);
  return {
    model: decodeModel(bytes, MODEL_FILE),
    dataset: await readDataset(data),
    folder,
  };
}

async function findFolder(
  { flags, params }: OpenedPreset,
  digest: string,
): Promise<string | undefined> {
  const { runs } = await listRuns(String(flags.runs));
  for (const { folder, record } of runs) {
    if (record.status !== "finished") continue;
    const config = await readRunConfig(folder);
    const isSame = config.digest === digest &&
      JSON.stringify(config.params) === JSON.stringify(params);
    if (isSame) return folder;
  }
  return undefined;
}
