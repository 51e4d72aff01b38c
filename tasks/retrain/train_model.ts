import type { LocalStore } from "../../src/track/local_store.ts";
import { modelFiles } from "../../src/track/registry/model_files.ts";
import type { StageInput } from "../stage.ts";
import { openRun } from "../train/open_run.ts";
import type { showTraining } from "../train/show_training.ts";
import {
  trainAndEvaluate,
  type TrainedRun,
} from "../train/train_and_evaluate.ts";

export interface TrainModelOptions {
  /** Folder of the prepared dataset, and its digest. */
  readonly data: string;
  readonly digest: string;
  readonly store: LocalStore;
  /** Path of the archive that training begins with. @default {none} */
  readonly start?: string | undefined;
  /** Shows how training goes on. @default {a bar on standard error} */
  readonly shown?: ReturnType<typeof showTraining>;
}

/** A finished run. */
export interface TrainedModel extends TrainedRun {
  /** Folder of the run. */
  readonly run: string;
  /** Path of its archive. */
  readonly archive: string;
}

/**
 * Trains on a dataset as `deno task train` does, and evaluates on its test split.
 *
 * @returns Undefined where it was interrupted.
 */
export async function trainModel(
  input: StageInput,
  { data, digest, store, start, shown }: TrainModelOptions,
): Promise<TrainedModel | undefined> {
  const asked = {
    ...input,
    flags: { ...input.flags, resume: undefined, start },
  };
  const prepared = () => Promise.resolve({ data, digest });
  const opened = await openRun(asked, prepared, { store });
  const trained = await trainAndEvaluate(opened, {
    ...input,
    ...(shown && { shown }),
  });
  if (trained === undefined) return undefined;
  const run = opened.run.folder;
  const { files } = await modelFiles(run);
  const archive = files.find(({ name }) => name.endsWith(".mar"))!.path;
  return { ...trained, run, archive };
}
