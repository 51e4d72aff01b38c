import { InputError } from "../../src/errors.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import { listRuns } from "../../src/track/list_runs.ts";
import type { LocalStore } from "../../src/track/local_store.ts";
import { readRun, type StoredRun } from "../../src/track/read_run.ts";
import type { StageInput } from "../stage.ts";
import { openRun, type TrainingRun } from "../train/open_run.ts";
import { CHECKPOINT_FILE, hasRunConfig } from "../train/run_files.ts";
import { showTraining } from "../train/show_training.ts";
import { trainRun } from "../train/train_run.ts";
import { drawParams } from "./draw_params.ts";
import type { TuneSettings } from "./tune_settings.ts";

export interface TrialsOptions {
  readonly input: StageInput;
  readonly settings: TuneSettings;
  readonly dataset: Dataset;
  /** Id of the search's run, which every trial's run names as its parent. */
  readonly parent: string;
  /** Keeps runs, in the folder. */
  readonly store: LocalStore;
  readonly folder: string;
}

/**
 * The trials of a search. Each is a run of its own: what it has done is read
 * from there, so an interrupted search finds again where it was.
 */
export class Trials {
  readonly #options: TrialsOptions;
  /** Ids of runs, by the number of their trial. */
  readonly #ids = new Map<number, string>();

  private constructor(options: TrialsOptions) {
    this.#options = options;
  }

  /** Finds the trials that a search has begun. */
  static async find(options: TrialsOptions): Promise<Trials> {
    const trials = new Trials(options);
    await trials.refresh();
    return trials;
  }

  /** Finds the trials that others have begun since. */
  async refresh(): Promise<void> {
    const { folder, parent } = this.#options;
    const { runs } = await listRuns(folder);
    for (const { record, folder } of runs) {
      if (record.environment["tune.parent"] !== parent) continue;
      if (!hasRunConfig(folder)) continue;
      this.#ids.set(Number(record.environment["tune.trial"]), record.id);
    }
  }

  /**
   * The best value of a trial that has trained until so many epochs, −Infinity
   * where it failed; undefined where it is yet to train.
   */
  async knownValue(trial: number, epochs: number): Promise<number | undefined> {
    const stored = await this.read(trial);
    if (stored === undefined) return undefined;
    if (stored.record.status === "failed") return -Infinity;
    if (!isTrained(stored, epochs)) return undefined;
    return this.bestValue(stored, epochs).value;
  }

  /**
   * Trains a trial until so many epochs, from its checkpoint or the start.
   *
   * @returns Its best validation value until then; −Infinity where it failed,
   * undefined where it was interrupted.
   */
  async train(trial: number, epochs: number): Promise<number | undefined> {
    const known = await this.knownValue(trial, epochs);
    if (known !== undefined) return known;
    const opened = await this.#open(trial);
    const { run } = opened;
    try {
      if (!await this.#trainUntil(epochs, opened)) {
        await run.end("interrupted");
        return undefined;
      }
    } catch (error) {
      // A full disk says nothing of the trial, which can go on when there is room.
      if (isOfSystem(error)) {
        await run.end("interrupted").catch(() => {});
        throw error;
      }
      await run.end("failed");
      // What diverges is a bad trial, and no reason to stop.
      if (!(error instanceof InputError)) throw error;
      this.#options.input.print(`Trial ${trial}: ${error.message}`);
      return -Infinity;
    }
    // A later rung may go on with it.
    await run.end("interrupted");
    return this.bestValue((await this.read(trial))!, epochs).value;
  }

  /** Ends the run of a trial that trains no more. */
  async finish(trial: number): Promise<void> {
    const stored = await this.read(trial);
    if (stored === undefined || stored.record.status !== "interrupted") return;
    const { metric } = this.#options.settings.params.evaluate;
    const { value, epoch } = this.bestValue(stored, Infinity);
    const run = await this.#options.store.resume(stored.record.id);
    await run.end("finished", { [`validation.${metric}`]: value, epoch });
    await Deno.remove(`${run.folder}/${CHECKPOINT_FILE}`).catch(() => {});
  }

  /** The run of a trial; undefined where it has not begun. */
  async read(trial: number): Promise<StoredRun | undefined> {
    const id = this.#ids.get(trial);
    if (id === undefined) return undefined;
    return await readRun(`${this.#options.folder}/${id}`);
  }

  /** The best value of a trial's validation metric, and after which epoch. */
  bestValue({ metrics }: StoredRun, epochs: number) {
    const { metric } = this.#options.settings.params.evaluate;
    let best = { value: -Infinity, epoch: 0 };
    for (const { step, metrics: values } of metrics) {
      const value = values[`validation.${metric}`];
      if (value === undefined || step > epochs || value <= best.value) continue;
      best = { value, epoch: step };
    }
    return best;
  }

  async #open(trial: number): Promise<TrainingRun> {
    const { input, settings, parent, store, folder } = this.#options;
    const { preset, data, digest } = settings;
    const id = this.#ids.get(trial);
    const opened = await openRun(
      {
        ...input,
        preset,
        params: drawParams(settings, trial).params,
        flags: { runs: folder, resume: id },
      },
      () => Promise.resolve({ data, digest }),
      { store, environment: { "tune.parent": parent, "tune.trial": trial } },
    );
    this.#ids.set(trial, opened.run.id);
    return opened;
  }

  /** Whether it came that far, or stopped improving before. */
  async #trainUntil(epochs: number, opened: TrainingRun): Promise<boolean> {
    const { input, dataset, settings } = this.#options;
    const enough = new AbortController();
    const shown = showTraining(settings.maxEpochs);
    const progress = await trainRun(opened, {
      dataset,
      signal: AbortSignal.any([input.signal, enough.signal]),
      shown: {
        ...shown,
        onEpoch(record, metric) {
          shown.onEpoch(record, metric);
          if (record.epoch >= epochs) enough.abort();
        },
      },
    });
    if (progress.epoch >= epochs || progress.stopped) return true;
    shown.onStop();
    return false;
  }
}

/** Whether it is the system that refuses: the disk is full, a file is gone. */
function isOfSystem(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return error instanceof InputError && typeof cause?.code === "string";
}

function isTrained({ record, metrics }: StoredRun, epochs: number): boolean {
  if (record.status === "finished") return true;
  return (metrics.at(-1)?.step ?? 0) >= epochs;
}
