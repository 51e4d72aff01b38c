import type { BatchReport } from "../scorer.ts";

/** Batches that are under way: one is answered, one lies ready. */
const MOST_BATCHES = 2;

/** Options of {@link MicroBatcher}. */
export interface MicroBatcherOptions<Question, Answer> {
  /** Answers a batch, in its order; a second call waits for the first. */
  readonly run: (batch: readonly Question[]) => Promise<readonly Answer[]>;
  /** Questions of a batch, at most. */
  readonly most: number;
  /** How many of the first `most` that wait make a batch: at least 1. */
  readonly take: (waiting: readonly Question[]) => number;
  /**
   * From how many questions on a batch is made while another is answered, so
   * that who answers never waits for it. Fewer would cost more each.
   */
  readonly ready: number;
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
 * Answers questions in batches: those that come while one is being answered form
 * the next. Nobody waits for a batch to fill.
 */
export class MicroBatcher<Question, Answer> {
  readonly #options: Required<MicroBatcherOptions<Question, Answer>>;
  readonly #waiting: Waiting<Question, Answer>[] = [];
  #batches = 0;
  /** When the batch before was answered. */
  #freeAtMs = -Infinity;
  #whenIdle: (() => void)[] = [];

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
      this.#startNext();
    });
  }

  /** Waits until nothing is left to answer. */
  async drained(): Promise<void> {
    if (this.#batches === 0) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #startNext(): void {
    const { most, take, ready } = this.#options;
    const wanted = this.#batches === 0 ? 1 : ready;
    if (this.#batches === MOST_BATCHES || this.#waiting.length < wanted) return;
    const first = this.#waiting.slice(0, most);
    const count = Math.max(1, take(first.map(({ question }) => question)));
    this.#answer(this.#waiting.splice(0, count));
  }

  async #answer(batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    const { run, now } = this.#options;
    const startedAtMs = now();
    this.#batches++;
    let settle: () => void;
    try {
      const answers = await run(batch.map(({ question }) => question));
      settle = () => batch.forEach(({ resolve }, at) => resolve(answers[at]!));
    } catch (error) {
      settle = () => batch.forEach(({ reject }) => reject(error));
    }
    this.#batches--;
    // Before anything else: who answers is idle until then.
    this.#startNext();
    settle();
    this.#report(batch, startedAtMs);
    if (this.#batches === 0) this.#whenIdle.splice(0).forEach((it) => it());
  }

  /** A batch that lay ready was begun when the one before was answered. */
  #report(
    batch: readonly Waiting<Question, Answer>[],
    startedAtMs: number,
  ): void {
    const { onBatch, now } = this.#options;
    const begunAtMs = Math.max(startedAtMs, this.#freeAtMs);
    this.#freeAtMs = now();
    onBatch({
      sessions: batch.length,
      waitedMs: batch.map(({ sinceMs }) => begunAtMs - sinceMs),
      tookMs: this.#freeAtMs - begunAtMs,
    });
  }
}
