import type { BatchReport } from "../scorer.ts";

/** Options of {@link MicroBatcher}. */
export interface MicroBatcherOptions<Question, Answer> {
  /** Answers a batch, in its order. */
  readonly run: (batch: readonly Question[]) => Promise<readonly Answer[]>;
  /** How many of those that wait, from the first, make a batch: at least 1. */
  readonly take: (waiting: readonly Question[]) => number;
  /** Called after every batch. @default does nothing */
  readonly onBatch?: (report: BatchReport) => void;
  /** Tells the time, in ms. @default {performance.now} */
  readonly now?: () => number;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly sinceMs: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Answers questions in batches, one batch at a time: those that come while one
 * is being answered form the next. Nobody waits for a batch to fill.
 */
export class MicroBatcher<Question, Answer> {
  readonly #options: Required<MicroBatcherOptions<Question, Answer>>;
  readonly #waiting: Waiting<Question, Answer>[] = [];
  #running: Promise<void> | undefined;

  /** Runs nothing yet. */
  constructor(options: MicroBatcherOptions<Question, Answer>) {
    this.#options = {
      onBatch: () => {},
      now: () => performance.now(),
      ...options,
    };
  }

  /** Rejects with what the batch fails with. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sinceMs = this.#options.now();
      this.#waiting.push({ question, sinceMs, resolve, reject });
      this.#running ??= this.#runAll();
    });
  }

  /** Waits until nothing is left to answer. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const { take } = this.#options;
      const count = take(this.#waiting.map(({ question }) => question));
      await this.#runBatch(this.#waiting.splice(0, Math.max(1, count)));
    }
    this.#running = undefined;
  }

  async #runBatch(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    const { run, onBatch, now } = this.#options;
    const startedAtMs = now();
    try {
      const answers = await run(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, at) => resolve(answers[at]!));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    onBatch({
      sessions: batch.length,
      waitedMs: batch.map(({ sinceMs }) => startedAtMs - sinceMs),
      tookMs: now() - startedAtMs,
    });
  }
}
