import type { Archive } from "../archive/load_archive.ts";
import { InputError } from "../errors.ts";
import { FIRST_INDEX, type Sequences } from "../features/sequences.ts";
import type {
  ScoredItems,
  ScoreOptions,
  Scorer,
  ScorerEvents,
} from "./scorer.ts";
import { MicroBatcher } from "./scoring/micro_batcher.ts";
import type { NetworkSessionOptions } from "./scoring/network_session.ts";
import { NetworkThread } from "./scoring/network_thread.ts";
import { padSessions } from "./scoring/pad_sessions.ts";
import { ServiceError } from "./service_error.ts";

/** Sessions of a batch: their scores should fit a core's cache. */
const MAX_SESSIONS = 32;
/** From so many on, a session costs little less in a larger batch. */
const READY_SESSIONS = 16;
/** Scores of a batch: bounds memory where the catalogue is large. */
const MAX_SCORES = 16_000_000;
/** Padded events of a batch: one long session must not hold up many short ones. */
const MAX_BATCH_EVENTS = 2048;
/** Of a longer session, the last so many events are read. */
const MAX_SESSION_EVENTS = 500;

/** Its events do nothing by default. */
export type OnnxScorerOptions = NetworkSessionOptions & Partial<ScorerEvents>;

/** A session and what is asked of it. */
interface Question {
  readonly session: Sequences;
  readonly options: ScoreOptions;
}

/** Opens a network's thread; told where it dies. */
type OpenThread = (onDeath: () => void) => Promise<NetworkThread>;

/**
 * Scores sessions with an archive's network in ONNX Runtime, in a thread of its
 * own: sessions that arrive while it computes form the next batch. A thread that
 * dies takes its batch with it, and is replaced.
 */
export class OnnxScorer implements Scorer {
  readonly #batcher: MicroBatcher<Question, ScoredItems>;
  readonly #openThread: OpenThread;
  readonly #onDeath: () => void;
  /** Rejects where it cannot be had: the next batch tries again. */
  #thread: Promise<NetworkThread>;

  private constructor(
    openThread: OpenThread,
    { features }: Pick<Archive, "features">,
    { onBatch = () => {}, onDeath = () => {} }: OnnxScorerOptions,
  ) {
    const names = {
      categories: features.categoryNames,
      numbers: features.numberNames,
      maxEvents: MAX_SESSION_EVENTS,
    };
    const { size } = features.item;
    const mostSessions = Math.ceil(
      Math.min(MAX_SESSIONS, MAX_SCORES / size),
    );
    this.#openThread = openThread;
    this.#onDeath = onDeath;
    this.#thread = this.#start();
    this.#batcher = new MicroBatcher({
      run: async (batch) => {
        const sessions = batch.map(({ session }) => session);
        const asked = batch.map(({ options }) => options);
        const thread = await this.#livingThread();
        return await thread.run(padSessions(sessions, names), asked);
      },
      most: mostSessions,
      take: batchSize,
      ready: Math.min(READY_SESSIONS, mostSessions),
      onBatch,
    });
  }

  /**
   * Loads an archive's network and lets it score a session.
   *
   * @throws {InputError} where ONNX Runtime does not take it, or its scores are
   * no numbers.
   */
  static async open(
    archive: Pick<Archive, "name" | "features" | "graph" | "weights">,
    options: OnnxScorerOptions = {},
  ): Promise<OnnxScorer> {
    const { name, graph, weights } = archive;
    const fail = (reason: string, cause?: unknown) =>
      new InputError(`Model ${name} cannot be served: ${reason}`, { cause });
    const scorer = new OnnxScorer(
      (onDeath) =>
        NetworkThread.open({ graph, weights }, { ...options, onDeath }),
      archive,
      options,
    );
    let thread: NetworkThread;
    try {
      thread = await scorer.#thread;
    } catch (error) {
      throw fail((error as Error).message.split("\n")[0]!, error);
    }
    const reason = await faultOf(thread, archive);
    if (reason === undefined) return scorer;
    await scorer.close();
    throw fail(reason);
  }

  async score(
    session: Sequences,
    options: ScoreOptions,
  ): Promise<ScoredItems> {
    return await this.#batcher.ask({ session, options });
  }

  async close(): Promise<void> {
    await this.#batcher.drained();
    const [thread] = await Promise.allSettled([this.#thread]);
    if (thread.status === "fulfilled") await thread.value.close();
  }

  /** @throws {ServiceError} 503 where it could not be started again. */
  async #livingThread(): Promise<NetworkThread> {
    try {
      return await this.#thread;
    } catch (error) {
      this.#thread = this.#start();
      throw ServiceError.unavailable(
        `The worker could not be started again: ${(error as Error).message}`,
      );
    }
  }

  #start(): Promise<NetworkThread> {
    const thread = this.#openThread(() => {
      this.#onDeath();
      this.#thread = this.#start();
    });
    // Whoever awaits it learns why; the promise itself may fail unseen.
    thread.catch(() => {});
    return thread;
  }
}

/** How many sessions, from the first, go through the network together. */
function batchSize(waiting: readonly Question[]): number {
  let longest = 1;
  for (const [count, { session }] of waiting.entries()) {
    const events = Math.min(session.items.length, MAX_SESSION_EVENTS);
    longest = Math.max(longest, events);
    if (count > 0 && longest * (count + 1) > MAX_BATCH_EVENTS) return count;
  }
  return waiting.length;
}

/** What is wrong with a network's answer on the most popular product. */
async function faultOf(
  thread: NetworkThread,
  { features }: Pick<Archive, "features">,
): Promise<string | undefined> {
  const zeros = (names: readonly string[]) =>
    Object.fromEntries(names.map((it) => [it, new Int32Array(1)]));
  const session = {
    B: 1,
    T: 1,
    items: Int32Array.of(FIRST_INDEX),
    lengths: Int32Array.of(1),
    users: Int32Array.of(0),
    categories: zeros(features.categoryNames),
    numbers: new Float32Array(features.numberNames.length),
  };
  try {
    const [answer] = await thread.run(session, [{ k: 1 }]);
    return answer!.probabilities.every(Number.isFinite)
      ? undefined
      : "its scores are NaN";
  } catch (error) {
    return (error as Error).message.split("\n")[0]!;
  }
}
