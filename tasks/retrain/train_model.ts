import {
  type EventSources,
  prepareDataset,
} from "../../src/prepare/prepare.ts";
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
  readonly sources: EventSources;
  /** Folder of the dataset, which is replaced. */
  readonly data: string;
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
 * Prepares events, trains on them and evaluates on the given test set.
 *
 * @returns Undefined where it was interrupted.
 */
export async function trainModel(
  input: StageInput,
  { sources, data, store, start, shown }: TrainModelOptions,
): Promise<TrainedModel | undefined> {
  const asked = {
    ...input,
    flags: { ...input.flags, resume: undefined, start },
  };
  const opened = await openRun(asked, async () => {
    const { digest } = await prepareDataset(sources, input.params, {
      folder: data,
    });
    return { data, digest };
  }, { store });
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
