import type { ScoredItems, ScoreOptions } from "../scorer.ts";
import type { NetworkFiles, NetworkSessionOptions } from "./network_session.ts";
import type { NetworkRequest, NetworkResponse } from "./network_worker.ts";
import type { PaddedSessions } from "./pad_sessions.ts";

interface Asked {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** A network in a thread of its own, so that requests are read meanwhile. */
export class NetworkThread {
  readonly #worker: Worker;
  readonly #asked: Asked[] = [];
  /** Why the thread died, if it did. */
  #death: Error | undefined;

  private constructor() {
    this.#worker = new Worker(new URL("network_worker.ts", import.meta.url), {
      type: "module",
    });
    this.#worker.onmessage = ({ data }: MessageEvent<NetworkResponse>) => {
      const { resolve, reject } = this.#asked.shift()!;
      if ("error" in data) reject(new Error(data.error));
      else resolve(data.value);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#death = new Error(`The network's thread died: ${event.message}`);
      for (const { reject } of this.#asked.splice(0)) reject(this.#death);
    };
  }

  /** Rejects where ONNX Runtime does not take the graph. */
  static async open(
    files: NetworkFiles,
    options: NetworkSessionOptions = {},
  ): Promise<NetworkThread> {
    const thread = new NetworkThread();
    try {
      await thread.#ask({ open: files, options });
    } catch (error) {
      thread.#worker.terminate();
      throw error;
    }
    return thread;
  }

  /** See {@link NetworkSession.run}. */
  async run(
    sessions: PaddedSessions,
    asked: readonly ScoreOptions[],
  ): Promise<ScoredItems[]> {
    return await this.#ask({ sessions, asked: [...asked] }) as ScoredItems[];
  }

  /** Frees the network and ends the thread. */
  async close(): Promise<void> {
    if (this.#death === undefined) await this.#ask({ close: true });
    this.#worker.terminate();
  }

  #ask(request: NetworkRequest): Promise<unknown> {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
  }
}
