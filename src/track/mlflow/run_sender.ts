import { setTimeout as delay } from "node:timers/promises";
import { InputError } from "../../errors.ts";
import { MlflowError } from "./mlflow_error.ts";
import type { Pushed } from "./push_run.ts";

const BUSY_TRIES = 20;
const BUSY_PAUSE_MS = 250;

/** Options of {@link RunSender}. */
export interface RunSenderOptions {
  /** Sends what there is of a run. */
  readonly push: (folder: string) => Promise<Pushed>;
  /** Told the first failure, and no more. */
  readonly onFailure: (message: string) => void;
  /** Pause after a failure, in ms. @default {30_000} */
  readonly restMs?: number;
}

/**
 * Sends runs as they change, one after the other. While the server is away,
 * changes wait; whoever waits for the sender waits for one attempt only.
 */
export class RunSender {
  readonly #options: RunSenderOptions;
  /** Folders of runs that have changed since they were sent. */
  readonly #waiting = new Set<string>();
  #restUntilMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #hasFailed = false;

  /** Sends nothing yet. */
  constructor(options: RunSenderOptions) {
    this.#options = options;
  }

  /** Takes note that a run has changed. */
  touch(folder: string): void {
    this.#waiting.add(folder);
    this.#wake();
  }

  /**
   * Tries once more to send all that waits.
   *
   * @returns The folders of the runs that are not sent.
   */
  async flush(): Promise<string[]> {
    await this.#sending;
    this.#restUntilMs = 0;
    this.#wake();
    await this.#sending;
    clearTimeout(this.#timer);
    return [...this.#waiting];
  }

  #wake(): void {
    if (this.#sending !== undefined || this.#waiting.size === 0) return;
    const restMs = this.#restUntilMs - Date.now();
    clearTimeout(this.#timer);
    if (restMs > 0) {
      this.#timer = setTimeout(() => this.#wake(), restMs);
      return;
    }
    this.#sending = this.#sendAll().finally(() => {
      this.#sending = undefined;
      this.#wake();
    });
  }

  async #sendAll(): Promise<void> {
    for (const folder of this.#waiting) {
      this.#waiting.delete(folder);
      try {
        await this.#push(folder);
      } catch (error) {
        this.#fail(folder, error);
        return;
      }
    }
  }

  /** What another process does not send to the end, this one does. */
  async #push(folder: string): Promise<void> {
    for (let tries = 0; tries < BUSY_TRIES; tries++) {
      if (await this.#options.push(folder) !== "busy") return;
      await delay(BUSY_PAUSE_MS);
    }
    throw new InputError(`Another process has been sending ${folder} for long`);
  }

  #fail(folder: string, error: unknown): void {
    this.#waiting.add(folder);
    this.#restUntilMs = Date.now() + (this.#options.restMs ?? 30_000);
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    const isKnown = error instanceof MlflowError || error instanceof InputError;
    this.#options.onFailure(isKnown ? error.message : String(error));
  }
}
