import type { HashAnswer, HashQuestion } from "./background_hash_worker.ts";

/** Bytes that may wait to be hashed. */
const MOST_WAITING = 2 ** 24;

/** A content, piece by piece. */
export interface ContentHash {
  /**
   * Takes the next piece, whose buffer is given away. Waits where too much waits
   * to be hashed.
   */
  add(piece: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The SHA-256 of all pieces, in hexadecimal digits. */
  end(): Promise<string>;
}

/**
 * SHA-256 by a worker, while the caller is about something else. Owns the
 * worker: dispose it.
 */
export class BackgroundHash implements Disposable {
  readonly #worker = new Worker(
    new URL("background_hash_worker.ts", import.meta.url),
    { type: "module" },
  );
  readonly #digests = new Map<number, (digest: string) => void>();
  #wake: (() => void) | undefined;
  #waiting = 0;
  #next = 0;

  /** Starts the worker. */
  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
      if (typeof data === "number") {
        this.#waiting -= data;
        if (this.#waiting < MOST_WAITING) this.#wake?.();
      } else this.#digests.get(data.id)!(data.digest);
    };
  }

  /** Begins the hash of some content. */
  begin(): ContentHash {
    const id = this.#next++;
    return {
      add: async (piece) => {
        const bytes = piece.byteLength;
        this.#waiting += bytes;
        this.#ask({ id, piece }, [piece.buffer]);
        while (this.#waiting >= MOST_WAITING) await this.#turn();
      },
      end: () => {
        const { promise, resolve } = Promise.withResolvers<string>();
        this.#digests.set(id, resolve);
        this.#ask({ id });
        return promise.finally(() => this.#digests.delete(id));
      },
    };
  }

  /** Stops the worker. */
  [Symbol.dispose](): void {
    this.#worker.terminate();
  }

  #ask(question: HashQuestion, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(question, transfer);
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      const wake = this.#wake;
      this.#wake = () => {
        wake?.();
        resolve();
      };
    });
  }
}
