import { InputError } from "../../src/errors.ts";
import { sessionCount } from "../../src/features/sequences.ts";
import { type Dataset, readDataset } from "../../src/prepare/dataset.ts";
import type { LocalRun } from "../../src/track/local_run.ts";
import type { LocalStore } from "../../src/track/local_store.ts";
import type { Launcher } from "../../src/launch/launcher.ts";
import { planRungs } from "../../src/tune/rungs.ts";
import { search } from "../../src/tune/search.ts";
import type { StageInput } from "../stage.ts";
import type { Places } from "../launch/launch_flags.ts";
import { drawParams } from "./draw_params.ts";
import { LaunchedTrials } from "./launched_trials.ts";
import { Trials } from "./trials.ts";
import type { TuneSettings } from "./tune_settings.ts";
import type { TriedTrial } from "./tune_text.ts";

export interface RunSearchOptions {
  readonly settings: TuneSettings;
  /** Keeps runs, in the folder. */
  readonly store: LocalStore;
  readonly folder: string;
  readonly input: StageInput;
  /** Where trials run as jobs. @default {in this process, one by one} */
  readonly launched?: { launcher: Launcher; places: Places; parallel: number };
}

/**
 * Trains the trials of a search, going on with those that have begun.
 *
 * @returns The trials, the best first; undefined where it was interrupted.
 * @throws {InputError} where the dataset is another one, holds out nothing to
 * choose by, or all trials fail.
 */
export async function runSearch(
  run: LocalRun,
  { settings, store, folder, input, launched }: RunSearchOptions,
): Promise<TriedTrial[] | undefined> {
  const dataset = await readOwnDataset(run.id, settings);
  const trials = await Trials.find({
    input,
    settings,
    dataset,
    parent: run.id,
    store,
    folder,
  });
  const { metric } = settings.params.evaluate;
  const trainer = launched === undefined ? trials : new LaunchedTrials(trials, {
    ...launched,
    search: run.id,
    folder,
    backend: input.backend!.backend,
    signal: input.signal,
    print: input.print,
  });
  const ranking = await search(planRungs(settings), {
    parallel: launched?.parallel ?? 1,
    train: async (trial, epochs, weak) => {
      const { point } = drawParams(settings, trial);
      input.print(`Trial ${trial} to epoch ${epochs}: ${pointText(point)}`);
      return await trainer.train(trial, epochs, weak);
    },
    onGivenUp: async (givenUp) => {
      for (const { trial, value } of givenUp) {
        await trials.finish(trial);
        if (value === -Infinity) continue;
        await run.logMetrics({ [`validation.${metric}`]: value }, trial + 1);
      }
    },
  });
  if (ranking === undefined) return undefined;
  if (ranking[0]!.value === -Infinity) {
    throw new InputError(`All trials of search ${run.id} have failed`);
  }
  return await Promise.all(ranking.map(async (result) => {
    const stored = (await trials.read(result.trial))!;
    return {
      ...result,
      id: stored.record.id,
      bestEpoch: trials.bestValue(stored, result.epochs).epoch,
      point: drawParams(settings, result.trial).point,
    };
  }));
}

/**
 * The dataset that a search chooses by.
 *
 * @throws {InputError} where it is another one, or holds nothing out.
 */
export async function readOwnDataset(
  search: string,
  { data, digest }: TuneSettings,
): Promise<Dataset> {
  const dataset = await readDataset(data);
  if (dataset.digest !== digest) {
    throw new InputError(
      `${data} is not the dataset that search ${search} began with: prepare that again`,
    );
  }
  if (sessionCount(dataset.validation) > 0) return dataset;
  throw new InputError(
    "Parameter prepare.split.validation: a share above 0 is wanted, to choose by",
  );
}

function pointText(point: TriedTrial["point"]): string {
  return Object.entries(point)
    .map(([key, value]) => `${key.split(".").at(-1)} ${value}`).join(", ");
}
