import { InputError } from "../../src/errors.ts";
import { followJob } from "../../src/launch/follow_job.ts";
import type { Job, Launcher } from "../../src/launch/launcher.ts";
import { denoCommand } from "../launch/deno_command.ts";
import { jobEnvironment } from "../launch/job_environment.ts";
import type { Places } from "../launch/launch_flags.ts";
import type { Trials } from "./trials.ts";

/** A trial whose jobs are lost so often is not lost by chance. */
const MAX_LOST = 3;

export interface LaunchedTrialsOptions {
  readonly launcher: Launcher;
  readonly places: Places;
  /** Id of the search's run, and the folder that it and its trials are kept in. */
  readonly search: string;
  readonly folder: string;
  /** What the trials' tensors run on. */
  readonly backend: string;
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
}

/**
 * Trains trials as jobs, each in a process of its own that goes on from the
 * trial's checkpoint. A job that is lost is begun again; one that an earlier
 * driver began is found.
 */
export class LaunchedTrials {
  readonly #trials: Trials;
  readonly #options: LaunchedTrialsOptions;

  constructor(trials: Trials, options: LaunchedTrialsOptions) {
    this.#trials = trials;
    this.#options = options;
  }

  /**
   * Trains a trial until so many epochs.
   *
   * @param weak Aborted where it turns out that the trial does not go on.
   * @returns Its best validation value until then; −Infinity where it failed,
   * undefined where it was interrupted.
   * @throws {InputError} where its jobs are lost again and again.
   */
  async train(
    trial: number,
    epochs: number,
    weak: AbortSignal,
  ): Promise<number | undefined> {
    const { launcher, print } = this.#options;
    const signal = AbortSignal.any([this.#options.signal, weak]);
    for (let attempt = 0, lost = 0; lost < MAX_LOST; attempt++) {
      const value = await this.#trials.knownValue(trial, epochs);
      if (value !== undefined) return value;
      if (signal.aborted) return undefined;
      const job = this.#job(trial, epochs, attempt);
      const before = await launcher.status(job.id);
      // Of an earlier driver, and over.
      if (before !== undefined && !isGoingOn(before.state)) continue;
      const { state, message } = await followJob(launcher, job, { signal });
      if (signal.aborted) return undefined;
      await this.#trials.refresh();
      if (await this.#trials.knownValue(trial, epochs) !== undefined) continue;
      lost++;
      const last = (await launcher.logs(job.id)).trim().split("\n").at(-1);
      print(
        `Trial ${trial}: job ${job.id} ${state}: ${message ?? ""} ${last ?? ""}`
          .trimEnd(),
      );
    }
    throw new InputError(
      `Trial ${trial} was lost ${MAX_LOST} times at ${launcher.name}`,
    );
  }

  #job(trial: number, epochs: number, attempt: number): Job {
    const { launcher, places, search, folder, backend } = this.#options;
    const stage = [
      ...["tune", "--resume", search, "--runs", folder, "--tracker", "local"],
      ...["--backend", backend],
      ...["--trial", String(trial), "--until", String(epochs)],
    ];
    return {
      id: `nextcart-${search}-t${trial}-e${epochs}-a${attempt}`,
      command: denoCommand(launcher.name, stage),
      env: jobEnvironment(places),
      ...places,
    };
  }
}

function isGoingOn(state: string): boolean {
  return state === "pending" || state === "running";
}
