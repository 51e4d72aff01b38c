import type { TrainParams } from "../config.ts";
import type { Sequences } from "../features/sequences.ts";
import { type ModelLayout, modelLayout } from "../model/model_layout.ts";
import type { SplitSource } from "../prepare/split_reader.ts";
import type { Batch } from "./batch.ts";

/** What batches are made of: plain data, which is copied to the worker once. */
export interface BatchInputs {
  /** How batches become the network's inputs. */
  readonly layout: ModelLayout;
  /** In memory, or on disk: then `train.shuffleBuffer` is in memory at a time. */
  readonly train: Sequences | SplitSource;
  /** How it learns. */
  readonly params: TrainParams;
}

/** Batches in the making: one is built while a step is taken with another. */
const AHEAD = 2;

/**
 * The batches of {@link Batches}, or of a file's sessions, built by a worker
 * while the caller computes.
 * Owns the worker: close it.
 */
export class BatchStream {
  /** Batches in an epoch. */
  readonly count: number;
  readonly #worker: BatchWorker;

  private constructor(worker: BatchWorker, count: number) {
    this.#worker = worker;
    this.count = count;
  }

  /** Starts the worker that makes batches. */
  static async open(
    model: ModelLayout,
    train: Sequences | SplitSource,
    params: TrainParams,
  ): Promise<BatchStream> {
    const worker = new BatchWorker();
    try {
      const layout = modelLayout(model);
      const inputs: BatchInputs = { layout, train, params };
      return new BatchStream(worker, await worker.ask<number>(inputs));
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  /** The batches of an epoch (from 0), from a step on. */
  async *epoch(epoch: number, firstStep = 0): AsyncGenerator<Batch> {
    const asked: Promise<Batch>[] = [];
    let next = firstStep;
    for (let step = firstStep; step < this.count; step++) {
      while (next < Math.min(step + AHEAD, this.count)) {
        asked.push(this.#worker.ask([epoch, next++]));
      }
      yield await asked.shift()!;
    }
  }

  /** Stops the worker, whatever it is about. */
  close(): void {
    this.#worker.close();
  }
}

/** Questions to the worker, which answers them in their order. */
class BatchWorker {
  readonly #worker = new Worker(new URL("batch_worker.ts", import.meta.url), {
    type: "module",
  });
  readonly #asked: PromiseWithResolvers<unknown>[] = [];

  constructor() {
    this.#worker.onmessage = ({ data }) => this.#asked.shift()!.resolve(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const error = new Error(`Cannot build a batch: ${event.message}`);
      for (const { reject } of this.#asked.splice(0)) reject(error);
    };
  }

  ask<T>(question: unknown): Promise<T> {
    const answer = Promise.withResolvers<unknown>();
    // One that nobody waits for any more must not end the process.
    answer.promise.catch(() => {});
    this.#asked.push(answer);
    this.#worker.postMessage(question);
    return answer.promise as Promise<T>;
  }

  close(): void {
    this.#worker.terminate();
  }
}
