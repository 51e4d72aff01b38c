import type { ScoredItems, ScoreOptions } from "../scorer.ts";
import { ServiceError } from "../service_error.ts";
import type { NetworkFiles, NetworkSessionOptions } from "./network_session.ts";
import type { NetworkRequest, NetworkResponse } from "./network_worker.ts";
import { type PackedItems, unpackItems } from "./packed_items.ts";
import type { PaddedSessions } from "./pad_sessions.ts";
import { webLocks } from "./web_locks.ts";

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** Options of {@link NetworkThread}. */
export interface NetworkThreadOptions extends NetworkSessionOptions {
  /** Called where a thread ends by itself that had been opened. @default does nothing */
  readonly onDeath?: () => void;
}

/** A network in a thread of its own, so that requests are read meanwhile. */
export class NetworkThread {
  /** A lock that the thread holds for as long as it lives. */
  readonly #lock = `nextcart-network-${crypto.randomUUID()}`;
  readonly #worker: Worker;
  readonly #asked: Asked[] = [];
  /** Why the thread is no longer there. */
  #end: Error | undefined;
  #watched: Promise<unknown> = Promise.resolve();
  /** What is done where it ends by itself. */
  #onDeath = () => {};

  private constructor() {
    this.#worker = new Worker(new URL("network_worker.ts", import.meta.url), {
      type: "module",
      name: this.#lock,
    });
    this.#worker.onmessage = ({ data }: MessageEvent<NetworkResponse>) => {
      const asked = this.#asked.shift();
      // What a thread said before it died may come after the news of its death.
      if (asked === undefined) return;
      if ("error" in data) asked.reject(new Error(data.error));
      else asked.resolve(data.value);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#died();
    };
  }

  /** Rejects where ONNX Runtime does not take the graph. */
  static async open(
    files: NetworkFiles,
    { onDeath = () => {}, threads, providers }: NetworkThreadOptions = {},
  ): Promise<NetworkThread> {
    const thread = new NetworkThread();
    try {
      await thread.#answer();
      thread.#watch();
      await thread.#ask({ open: files, options: { threads, providers } });
      thread.#onDeath = onDeath;
    } catch (error) {
      await thread.#terminate();
      throw error;
    }
    return thread;
  }

  /**
   * See {@link NetworkSession.run}.
   *
   * @throws {ServiceError} 503 where the thread has died.
   */
  async run(
    sessions: PaddedSessions,
    asked: readonly ScoreOptions[],
  ): Promise<ScoredItems[]> {
    const packed = await this.#ask({ sessions, asked: [...asked] });
    return unpackItems(packed as PackedItems);
  }

  /** Frees the network and ends the thread. */
  async close(): Promise<void> {
    if (this.#end === undefined) await this.#ask({ close: true });
    await this.#terminate();
  }

  #ask(request: NetworkRequest): Promise<unknown> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    this.#worker.postMessage(request);
    return this.#answer();
  }

  /** What the thread says next. */
  #answer(): Promise<unknown> {
    return new Promise((resolve, reject) =>
      this.#asked.push({ resolve, reject })
    );
  }

  /** No event tells of a worker that has ended; its lock, freed, does. */
  #watch(): void {
    this.#watched = webLocks.request(this.#lock, () => this.#died());
  }

  #died(): void {
    if (this.#end !== undefined) return;
    this.#end = ServiceError.unavailable(
      "The worker that had the request has died: try again",
    );
    for (const { reject } of this.#asked.splice(0)) reject(this.#end);
    this.#onDeath();
  }

  async #terminate(): Promise<void> {
    this.#end ??= ServiceError.unavailable("The worker has been freed");
    this.#worker.terminate();
    await this.#watched;
  }
}
