import { InputError } from "../errors.ts";
import { appendWhole } from "./append_whole.ts";
import { METRICS_FILE, RUN_FILE } from "./read_run.ts";
import { runJson } from "./run_json.ts";
import type { RunRecord } from "./run_record.ts";
import type { TrackedRun } from "./tracker.ts";
import { cannotWrite, writeWhole } from "../write_whole.ts";

/** Relative, in the letters that every file system and tracker takes. */
const ARTIFACT_NAME = /^(?!\.)[\w@.-]+(\/(?!\.)[\w@.-]+)*$/;

/** Options of {@link LocalRun}. */
export interface OpenRunOptions {
  /** What run.json says at first. */
  readonly record: RunRecord;
  /** Tells the time, in ms since the epoch. */
  readonly now: () => number;
  /** Told the run's folder whenever the run has changed. @default {no one} */
  readonly onChange?: ((folder: string) => void) | undefined;
}

/** A run that is being written to its folder. */
export class LocalRun implements TrackedRun {
  /** Name of its folder. */
  readonly id: string;
  /** Where the run is kept: checkpoints may lie here too. */
  readonly folder: string;
  readonly #now: () => number;
  readonly #onChange: (folder: string) => void;
  readonly #metrics: Deno.FsFile;
  #record: RunRecord;
  #ended = false;

  private constructor(
    folder: string,
    options: OpenRunOptions & { metrics: Deno.FsFile },
  ) {
    this.id = options.record.id;
    this.folder = folder;
    this.#record = options.record;
    this.#now = options.now;
    this.#onChange = options.onChange ?? (() => {});
    this.#metrics = options.metrics;
  }

  /**
   * Opens the run in an existing folder, locks it and marks it as running.
   *
   * @throws {InputError} where another process holds the lock.
   */
  static async open(
    folder: string,
    options: OpenRunOptions,
  ): Promise<LocalRun> {
    const path = `${folder}/${METRICS_FILE}`;
    const metrics = await openLog(path);
    if (!await metrics.tryLock(true)) {
      metrics.close();
      throw new InputError(`Run ${options.record.id} is still going on`);
    }
    const run = new LocalRun(folder, { ...options, metrics });
    try {
      await cutBrokenLine(path);
      await run.#write({ status: "running", endedAtMs: null, summary: {} });
    } catch (error) {
      metrics.close();
      throw error;
    }
    run.#onChange(folder);
    return run;
  }

  async logMetrics(
    metrics: Readonly<Record<string, number>>,
    step: number,
  ): Promise<void> {
    const line = runJson({ step, timeMs: this.#now(), metrics });
    await appendWhole(this.#metrics, {
      path: `${this.folder}/${METRICS_FILE}`,
      text: `${line}\n`,
    });
    this.#onChange(this.folder);
  }

  async logArtifact(
    name: string,
    content: Uint8Array | string,
  ): Promise<void> {
    if (!ARTIFACT_NAME.test(name)) {
      throw new RangeError(
        `Cannot store artifact: a relative name is wanted, current value is "${name}"`,
      );
    }
    const path = `${this.folder}/artifacts/${name}`;
    try {
      await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), {
        recursive: true,
      });
    } catch (error) {
      throw cannotWrite(path, error);
    }
    await writeWhole(path, content);
  }

  /** Closes the run; only the first call counts. */
  async end(
    status: "finished" | "failed" | "interrupted",
    summary: Readonly<Record<string, number>> = {},
  ): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    try {
      await this.#write({
        status,
        endedAtMs: this.#now(),
        summary: { ...summary },
      });
    } finally {
      this.#metrics.close();
    }
    this.#onChange(this.folder);
  }

  async #write(change: Partial<RunRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await writeWhole(
      `${this.folder}/${RUN_FILE}`,
      runJson(this.#record, 2),
    );
  }
}

async function openLog(path: string): Promise<Deno.FsFile> {
  try {
    return await Deno.open(path, { read: true, append: true, create: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** A killed process may have left half a line at the end. */
async function cutBrokenLine(path: string): Promise<void> {
  const bytes = await Deno.readFile(path);
  const whole = bytes.lastIndexOf("\n".charCodeAt(0)) + 1;
  if (whole < bytes.length) await Deno.truncate(path, whole);
}
