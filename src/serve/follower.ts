import type { ModelStore } from "./model_store.ts";
import type { ServedArchive } from "./served_archive.ts";

/** Options of {@link Follower}. */
export interface FollowerOptions {
  /** The models that are loaded. */
  readonly store: ModelStore;
  /** What the followed address points at now: an id that changes with it. */
  readonly current: () => Promise<string>;
  /** Opens what it points at. */
  readonly open: () => Promise<ServedArchive>;
  /** Workers of each model. */
  readonly workers: number;
  /** Told of each swap. */
  readonly onSwap: (archive: ServedArchive) => void;
  /** Told of what kept a look from succeeding; what serves goes on serving. */
  readonly onProblem: (error: unknown) => void;
}

/**
 * Follows an address whose model changes, such as a registry's alias: the new
 * version is loaded and warmed up beside the old one, takes over, and the old
 * one is freed when it has answered.
 */
export class Follower {
  readonly #options: FollowerOptions;
  #seen: string | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #looking: Promise<void> = Promise.resolve();

  /** Follows nothing yet. */
  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Looks once; a first look only remembers what is there where it serves. */
  async look(): Promise<void> {
    try {
      const now = await this.#options.current();
      if (now === this.#seen) return;
      await this.#swap();
      this.#seen = now;
    } catch (error) {
      this.#options.onProblem(error);
    }
  }

  /** Looks again and again, one look at a time. */
  start(everyMs: number): void {
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.look());
    }, everyMs);
  }

  /** Ends, once what goes on is done. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #swap(): Promise<void> {
    const { store, open, workers, onSwap } = this.#options;
    const archive = await open();
    const { name, version } = archive;
    const before = store.names.includes(name)
      ? store.defaultVersion(name)
      : undefined;
    if (before === version) return;
    const isThere = before !== undefined &&
      store.versions(name).some((it) => it.archive.version === version);
    if (!isThere) await store.register(archive, { workers });
    store.setDefault(name, version);
    if (before !== undefined) await store.unregister(name, before);
    onSwap(archive);
  }
}
