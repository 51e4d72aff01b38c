import { InputError } from "../../src/errors.ts";
import { readOwnDataset } from "./run_search.ts";
import { startBackend } from "../../src/tensor/runtime.ts";
import type { LocalStore } from "../../src/track/local_store.ts";
import type { StageInput } from "../stage.ts";
import { wholeFlag } from "../whole_flag.ts";
import { Trials } from "./trials.ts";
import { readTuneSettings } from "./tune_settings.ts";

/** Between two looks at whether whoever started this is still there. */
const PARENT_MS = 1000;

/**
 * Trains one trial of a search until so many epochs: what a job does. It stops
 * where its parent process is gone, since nobody would hear of it.
 */
export async function trainTrial(
  input: StageInput,
  store: LocalStore,
): Promise<Record<string, unknown>> {
  const { flags } = input;
  if (typeof flags.resume !== "string") {
    throw new InputError(
      "--trial: --resume is wanted too, which names a search",
    );
  }
  const [trial, until] = [Number(flags.trial), wholeFlag(flags, "until", 1)];
  const folder = String(flags.runs ?? "runs");
  const search = flags.resume;
  const settings = await readTuneSettings(`${folder}/${search}`);
  await startBackend(input.backend!.backend, {
    precision: settings.params.train.precision,
  });
  const orphaned = new AbortController();
  const parent = Deno.ppid;
  const timer = setInterval(() => {
    if (Deno.ppid !== parent) orphaned.abort();
  }, PARENT_MS);
  const trials = await Trials.find({
    input: {
      ...input,
      signal: AbortSignal.any([input.signal, orphaned.signal]),
    },
    settings,
    dataset: await readOwnDataset(search, settings),
    parent: search,
    store,
    folder,
  });
  const value = await trials.train(trial, until);
  clearInterval(timer);
  return value === undefined ? { interrupted: true } : { trial, value };
}
