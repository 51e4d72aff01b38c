import { InputError } from "../errors.ts";
import { StoreUnreachable } from "../objects/store_unreachable.ts";
import type { Examined } from "./examine.ts";
import type { PipelineStage } from "./stage.ts";
import {
  type CachedStage,
  DamagedCache,
  type StageCache,
} from "./stage_cache.ts";
import type { Workspace } from "./workspace.ts";

/** Options of {@link CacheUse}. */
export interface CacheUseOptions {
  /** Where files lie. */
  readonly workspace: Workspace;
  /** Ends the work when aborted. */
  readonly signal: AbortSignal;
  /** Told what is wrong with the cache. */
  readonly onNote?: ((note: string) => void) | undefined;
}

/**
 * What a pipeline does with its cache. A cache that is damaged, away or full
 * holds nothing up: it is told of, and gone on without.
 */
export class CacheUse {
  readonly #options: CacheUseOptions;
  #cache: StageCache | undefined;

  /** Asks a cache, where there is one. */
  constructor(cache: StageCache | undefined, options: CacheUseOptions) {
    this.#cache = cache;
    this.#options = options;
  }

  /** Takes a stage's outputs out of the cache, and says whether they were there. */
  async restore(
    { name }: PipelineStage,
    { key, fingerprint, parts }: Examined,
  ): Promise<boolean> {
    const cache = this.#cache;
    const { workspace, signal } = this.#options;
    try {
      const found = await cache?.find(key);
      if (cache === undefined || found === undefined) return false;
      const { outputs: folder } = await workspace.begin(name, key);
      await cache.restore(found, { folder, signal });
      const { outputs, metrics } = found;
      await workspace.finish(name, { fingerprint, parts, outputs, metrics });
      workspace.setKept(cache.address, key);
      return true;
    } catch (error) {
      this.#explain(error, name);
      return false;
    }
  }

  /** Stores what a stage has made below a folder. */
  async keep(
    made: CachedStage,
    { key, folder }: { readonly key: string; readonly folder: string },
  ): Promise<void> {
    const cache = this.#cache;
    if (cache === undefined) return;
    const { workspace, signal, onNote } = this.#options;
    try {
      await cache.keep(key, made, { folder, signal });
      workspace.setKept(cache.address, key);
    } catch (error) {
      if (signal.aborted || !(error instanceof InputError)) throw error;
      this.#cache = undefined;
      onNote?.(`${error.message}: nothing more is kept in the cache`);
    }
  }

  /** Stores what was made before this cache was there. */
  async keepAgain(
    { name }: PipelineStage,
    { key }: Pick<Examined, "key">,
    folder: string,
  ): Promise<void> {
    const { workspace } = this.#options;
    if (this.#cache === undefined || await this.#holds(key)) return;
    const { outputs, metrics } = workspace.lock.stages[name]!;
    const trees = await Promise.all(
      Object.keys(outputs).map(async (path) =>
        [path, (await workspace.tree(path))!] as const
      ),
    );
    const made = {
      name,
      outputs: Object.fromEntries(trees),
      metrics,
      seconds: 0,
    };
    await this.keep(made, { key, folder });
  }

  /** A server is asked once only. */
  async #holds(key: string): Promise<boolean> {
    const cache = this.#cache!;
    const { workspace } = this.#options;
    if (cache.isRemote && workspace.isKept(cache.address, key)) return true;
    if (await cache.find(key).catch(() => undefined) === undefined) {
      return false;
    }
    workspace.setKept(cache.address, key);
    return true;
  }

  #explain(error: unknown, stage: string): void {
    const { signal, onNote } = this.#options;
    if (error instanceof DamagedCache && !signal.aborted) {
      return onNote?.(`${error.message}: ${stage} is made anew`);
    }
    if (!(error instanceof StoreUnreachable) || signal.aborted) throw error;
    this.#cache = undefined;
    onNote?.(
      `${error.message}: nothing is taken from the cache, nor kept there`,
    );
  }
}
