import type { ModelStore } from "./model_store.ts";
import type { ServedArchive } from "./served_archive.ts";

/** A version by its name: what tells whether it is loaded. */
export type FollowedVersion = Pick<ServedArchive, "name" | "version">;

/** Options of {@link Follower}. */
export interface FollowerOptions {
  /** The models that are loaded. */
  readonly store: ModelStore;
  /** What the followed address points at now. */
  readonly current: (signal: AbortSignal) => Promise<FollowedVersion>;
  /** Opens what it points at. */
  readonly open: (signal: AbortSignal) => Promise<ServedArchive>;
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
  readonly #ending = new AbortController();

  /** Follows nothing yet. */
  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** Looks once; a version that is loaded already is not opened again. */
  async look(): Promise<void> {
    const { current, onProblem } = this.#options;
    const { signal } = this.#ending;
    try {
      const now = await current(signal);
      const id = `${now.name}/${now.version}`;
      if (id === this.#seen) return;
      await this.#swapTo(now);
      this.#seen = id;
    } catch (error) {
      if (!signal.aborted) onProblem(error);
    }
  }

  /** Looks again and again, one look at a time. */
  start(everyMs: number): void {
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.look());
    }, everyMs);
  }

  /** Ends; a look that goes on is given up. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    await this.#looking;
  }

  async #swapTo(wanted: FollowedVersion): Promise<void> {
    const { store, open, workers, onSwap } = this.#options;
    const { name } = wanted;
    const before = store.names.includes(name)
      ? store.defaultVersion(name)
      : undefined;
    if (before === wanted.version) return;
    const next = this.#loaded(wanted) ?? await open(this.#ending.signal);
    // The address may have moved back meanwhile.
    if (next.version === before) return;
    if (this.#loaded(next) === undefined) {
      await store.register(next, { workers });
    }
    store.setDefault(name, next.version);
    if (before !== undefined) await store.unregister(name, before);
    onSwap(next);
  }

  #loaded({ name, version }: FollowedVersion): ServedArchive | undefined {
    const { store } = this.#options;
    if (!store.names.includes(name)) return undefined;
    const versions = store.versions(name).map(({ archive }) => archive);
    return versions.find((it) => it.version === version);
  }
}
