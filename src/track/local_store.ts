import { InputError } from "../errors.ts";
import { findRun } from "./find_run.ts";
import { LocalRun } from "./local_run.ts";
import { runId } from "./run_id.ts";
import type { RunRecord } from "./run_record.ts";
import type { StartRunOptions, Tracker } from "./tracker.ts";
import { cannotWrite } from "../write_whole.ts";

/** Options of {@link localStore}. */
export interface LocalStoreOptions {
  /** Tells the time, in ms since the epoch. @default {Date.now} */
  readonly now?: () => number;
  /** Told a run's folder whenever the run has changed. @default {no one} */
  readonly onChange?: (folder: string) => void;
}

/** A {@link Tracker} that keeps each run in a folder of its own. */
export interface LocalStore extends Tracker {
  /** Starts a run in a folder of its own. */
  start(options: StartRunOptions): Promise<LocalRun>;
  /**
   * Opens a run that did not finish, to go on with it. A step that is logged
   * again replaces what was logged before.
   *
   * @throws {InputError} where there is no such run, it is finished, or it is
   * still going on.
   */
  resume(id: string): Promise<LocalRun>;
}

/**
 * Keeps runs in a folder, for instance `runs`:
 *
 *     runs/20261123-210305-k3f9/
 *       run.json       parameters, environment, status, summary
 *       metrics.jsonl  a line per step
 *       artifacts/
 *
 * A run holds a lock on its metrics.jsonl until it ends. The system lets go of
 * the lock when the process dies, so a crashed run is told from a live one.
 */
export function localStore(
  folder: string,
  options: LocalStoreOptions = {},
): LocalStore {
  const { now = Date.now, onChange } = options;
  return {
    async start({ experiment, params, environment, datasets }) {
      const startedAtMs = now();
      const id = await makeRunFolder(folder, startedAtMs);
      const record: RunRecord = {
        formatVersion: 1,
        id,
        experiment,
        status: "running",
        startedAtMs,
        endedAtMs: null,
        params: { ...params },
        environment: { ...environment },
        summary: {},
        ...(datasets === undefined ? {} : { datasets: [...datasets] }),
      };
      return await LocalRun.open(`${folder}/${id}`, { record, now, onChange });
    },
    async resume(name) {
      const { record, folder: path } = await findRun(folder, name);
      if (record.status === "finished") {
        throw new InputError(`Run ${record.id} is finished`);
      }
      return await LocalRun.open(path, { record, now, onChange });
    },
  };
}

/** Makes a folder that no other run has, and returns its name. */
async function makeRunFolder(
  folder: string,
  startedAtMs: number,
): Promise<string> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    while (true) {
      const id = runId(startedAtMs);
      try {
        await Deno.mkdir(`${folder}/${id}`);
        return id;
      } catch (error) {
        if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
      }
    }
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}
