import { encodeSession, type PlainEvent } from "../features/encode_session.ts";
import { FIRST_INDEX, OOV } from "../features/sequences.ts";
import { EventReader } from "./event_reader.ts";
import { type ItemFilter, ItemProperties } from "./item_properties.ts";
import { popularItems } from "./popular_items.ts";
import type { AskedSession } from "./request_log.ts";
import type { ScoreOptions, Scorer, ScorerOptions } from "./scorer.ts";
import type { ServedArchive } from "./served_archive.ts";
import { ServiceError } from "./service_error.ts";

/** What a request may ask beside the session itself. */
export interface RecommendRequest {
  /** How many products are wanted. */
  readonly k: number;
  /** Leave out what the session holds. */
  readonly excludeSeen: boolean;
  /** Products that must not come. */
  readonly excluded: readonly (string | number)[];
  /** The only products that may come. */
  readonly candidates?: readonly (string | number)[] | undefined;
  /** What is wanted of the products. @default {nothing} */
  readonly filter?: ItemFilter | undefined;
}

/** Which products a request may be shown, by their indices. */
export interface Choice extends ScoreOptions {
  /** Leave out what the session holds. */
  readonly excludeSeen: boolean;
}

/** The answer for one session. */
export interface Recommendation {
  /** The products, the best first. */
  readonly productIds: readonly string[];
  /** Their shares of all products' scores. */
  readonly probabilities: readonly number[];
  /** Whether nothing was known of the session, and these are the bestsellers. */
  readonly popular: boolean;
}

/** Options of {@link ModelVersion}. */
export interface ModelVersionOptions extends ScorerOptions {
  /** The time, in ms since the epoch. */
  readonly now: () => number;
  /** Sessions that may wait for a worker. */
  readonly queueSize: number;
  /** Told of each session that is asked for. */
  readonly onSession?:
    | ((version: ServedArchive, session: AskedSession) => void)
    | undefined;
}

/** A worker: a network of its own. */
interface Worker {
  readonly id: number;
  readonly startedAtMs: number;
  readonly scorer: Scorer;
  pending: number;
}

/** One version of a model, loaded, with its workers. */
export class ModelVersion {
  /** What was loaded. */
  readonly archive: ServedArchive;
  /** Reads the shop's events. */
  readonly reader: EventReader;
  readonly #properties: ItemProperties;
  readonly #options: ModelVersionOptions;
  #workers: Worker[] = [];
  #wanted = 0;
  /** Settled when nothing is loaded or freed. */
  #scaled: Promise<void> = Promise.resolve();
  #nextWorker = 9000;
  #pending = 0;
  #whenIdle: (() => void)[] = [];

  /** Has no worker yet. */
  constructor(archive: ServedArchive, options: ModelVersionOptions) {
    this.archive = archive;
    this.reader = new EventReader({ events: archive.events, now: options.now });
    this.#properties = new ItemProperties(archive.itemFeatures);
    this.#options = options;
  }

  /** Those that run. */
  get workers(): readonly { id: number; startedAtMs: number }[] {
    return this.#workers;
  }

  /** Sessions that were asked and not yet answered. */
  get pending(): number {
    return this.#pending;
  }

  /** Sessions that wait for a worker. */
  get queueSize(): number {
    return this.#options.queueSize;
  }

  /**
   * Loads or frees workers, each warmed up before it is asked. A count that is
   * wanted meanwhile takes the place of this one.
   */
  scale(count: number): Promise<void> {
    this.#wanted = count;
    const scaled = this.#scaled.then(() => this.#reachWanted());
    this.#scaled = scaled.catch(() => {});
    return scaled;
  }

  /**
   * Finds what a request asks for among this version's products.
   *
   * @throws {ServiceError} 400 for a filter by what is not known of them.
   */
  choose(
    { k, excludeSeen, excluded, candidates, filter }: RecommendRequest,
  ): Choice {
    const { item } = this.archive.features;
    const indices = (ids: readonly (string | number)[]) =>
      new Set(
        ids.map((id) => item.index(id)).filter((it) => it >= FIRST_INDEX),
      );
    return {
      k: Math.min(k, item.size - FIRST_INDEX),
      excludeSeen,
      excluded: excluded.length > 0 ? indices(excluded) : undefined,
      candidates: candidates && indices(candidates),
      allowed: filter && this.#properties.select(filter),
    };
  }

  /**
   * Recommends products for a session, its events in time order.
   *
   * @throws {ServiceError} 422 where the session's numbers are beyond what the
   * network can compute with, 503 where the queue is full or no worker is there.
   */
  async recommend(
    session: readonly PlainEvent[],
    { excludeSeen, ...choice }: Choice,
  ): Promise<Recommendation> {
    const { features } = this.archive;
    const encoded = encodeSession(features, session);
    this.#options.onSession?.(this.archive, { events: session, encoded });
    const options = excludeSeen ? withoutSeen(choice, encoded.items) : choice;
    const known = encoded.items.some((item) => item !== OOV);
    const { items, probabilities } = known
      ? await this.#score((scorer) => scorer.score(encoded, options))
      : popularItems(features, options);
    if (!probabilities.every(Number.isFinite)) {
      throw ServiceError.unprocessable(
        "The session's numbers are too large for the model: no product has a score",
      );
    }
    const productIds: string[] = [];
    for (const item of items) productIds.push(features.item.value(item)!);
    return { productIds, probabilities: [...probabilities], popular: !known };
  }

  /** Waits for what was asked, then frees the workers. */
  async close(): Promise<void> {
    if (this.#pending > 0) {
      await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    }
    await this.scale(0);
  }

  async #reachWanted(): Promise<void> {
    while (this.#workers.length < this.#wanted) {
      this.#workers.push(await this.#openWorker());
    }
    const spare = this.#workers.splice(this.#wanted);
    await Promise.all(spare.map(({ scorer }) => scorer.close()));
  }

  async #openWorker(): Promise<Worker> {
    const scorer = await this.archive.openScorer(this.#options);
    try {
      await this.#warmUp(scorer);
    } catch (error) {
      await scorer.close();
      throw error;
    }
    const startedAtMs = this.#options.now();
    return { id: this.#nextWorker++, startedAtMs, scorer, pending: 0 };
  }

  async #score<T>(ask: (scorer: Scorer) => Promise<T>): Promise<T> {
    const worker = this.#leastBusy();
    this.#pending++;
    worker.pending++;
    try {
      return await ask(worker.scorer);
    } finally {
      worker.pending--;
      this.#pending--;
      if (this.#pending === 0) this.#whenIdle.splice(0).forEach((it) => it());
    }
  }

  #leastBusy(): Worker {
    const { name } = this.archive;
    if (this.#pending >= this.#options.queueSize) {
      throw ServiceError.unavailable(
        `Model "${name}" has ${this.#pending} requests waiting: try again later`,
      );
    }
    const [first, ...others] = this.#workers;
    if (first === undefined) {
      throw ServiceError.unavailable(
        `Model "${name}" has no worker to serve inference request`,
      );
    }
    return others.reduce(
      (best, it) => it.pending < best.pending ? it : best,
      first,
    );
  }

  /** A first run is slow: it is not to be a customer's. */
  async #warmUp(scorer: Scorer): Promise<void> {
    const { features } = this.archive;
    const item = features.item.value(FIRST_INDEX);
    if (item === undefined) return;
    const session = encodeSession(features, [
      { item, time: this.#options.now() },
    ]);
    await scorer.score(session, { k: 1 });
  }
}

function withoutSeen(options: ScoreOptions, seen: Int32Array): ScoreOptions {
  return {
    ...options,
    excluded: new Set([...options.excluded ?? [], ...seen]),
  };
}
