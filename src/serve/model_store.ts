import { ModelVersion, type ModelVersionOptions } from "./model_version.ts";
import type { BatchReport } from "./scorer.ts";
import type { ServedArchive } from "./served_archive.ts";
import { ServiceError } from "./service_error.ts";
import { chooseVersion, type Traffic } from "./traffic.ts";

/** Traffic of a model that roll-back remembers. */
const MAX_HISTORY = 20;

/** Options of {@link ModelStore}. */
export interface ModelStoreOptions {
  /** Tells the time, in ms since the epoch. */
  readonly now: () => number;
  /** A number from 0 up to, but not including, 1: chooses between versions. */
  readonly random: () => number;
  /** Sessions that may wait for a version. */
  readonly queueSize: number;
  /** Where networks compute. */
  readonly providers?: ModelVersionOptions["providers"];
  /** Told of each session that is asked for. */
  readonly onSession?: ModelVersionOptions["onSession"];
  /** Told of each run of a network. */
  readonly onBatch: (version: ServedArchive, report: BatchReport) => void;
  /** A worker of the version has died; another takes its place. */
  readonly onDeath: (version: ServedArchive) => void;
}

/** A model: its versions, and how requests are split between them. */
interface Model {
  readonly versions: Map<string, ModelVersion>;
  traffic: Traffic;
  defaultVersion: string;
  /** What {@link ModelStore.rollBack} goes back to, the latest last. */
  readonly history: { traffic: Traffic; defaultVersion: string }[];
}

/** The models that are served, by name and version. */
export class ModelStore {
  readonly #options: ModelStoreOptions;
  readonly #models = new Map<string, Model>();
  /** `name/version` of what is being loaded. */
  readonly #loading = new Set<string>();

  /** Holds no model yet. */
  constructor(options: ModelStoreOptions) {
    this.#options = options;
  }

  /** Names, in the order of registration. */
  get names(): string[] {
    return [...this.#models.keys()];
  }

  /**
   * Loads a version and warms it up beside those that serve. The first version
   * of a model becomes its default.
   *
   * @throws {ServiceError} 409 where the version is there already.
   */
  async register(
    archive: ServedArchive,
    { workers }: { workers: number },
  ): Promise<ModelVersion> {
    const { name, version } = archive;
    const key = `${name}/${version}`;
    if (
      this.#loading.has(key) || this.#models.get(name)?.versions.has(version)
    ) {
      throw ServiceError.conflict(
        `Model version ${version} is already registered for model ${name}`,
      );
    }
    this.#loading.add(key);
    try {
      const loaded = new ModelVersion(archive, {
        ...this.#options,
        onBatch: (report) => this.#options.onBatch(archive, report),
        onDeath: () => this.#options.onDeath(archive),
      });
      try {
        await loaded.scale(workers);
      } catch (error) {
        await loaded.close();
        throw error;
      }
      this.#add(loaded);
      return loaded;
    } finally {
      this.#loading.delete(key);
    }
  }

  /**
   * A model's version, by default the one that answers.
   *
   * @throws {ServiceError} 404 where there is no such model or version.
   */
  get(name: string, version?: string): ModelVersion {
    const model = this.#model(name);
    const wanted = version ?? model.defaultVersion;
    const found = model.versions.get(wanted);
    if (found === undefined) throw ServiceError.versionNotFound(name, wanted);
    return found;
  }

  /** All versions of a model. */
  versions(name: string): ModelVersion[] {
    return [...this.#model(name).versions.values()];
  }

  /** The version that answers where none is asked for. */
  defaultVersion(name: string): string {
    return this.#model(name).defaultVersion;
  }

  /** Which versions answer how often. */
  traffic(name: string): Traffic {
    return this.#model(name).traffic;
  }

  /**
   * The version that answers the next request, and the one that is asked beside
   * it.
   */
  route(name: string): { version: ModelVersion; shadow?: ModelVersion } {
    const { traffic, versions } = this.#model(name);
    const version = versions.get(
      chooseVersion(traffic, this.#options.random()),
    )!;
    const shadow = traffic.shadow === undefined
      ? undefined
      : versions.get(traffic.shadow);
    return shadow === undefined ? { version } : { version, shadow };
  }

  /**
   * From now on this version alone answers.
   *
   * @throws {ServiceError} 404 for an unknown version, 409 for one that has no
   * worker yet.
   */
  setDefault(name: string, version: string): void {
    this.#requireWorker(name, version);
    this.#change(name, { weights: { [version]: 1 } }, version);
  }

  /**
   * Splits requests between versions.
   *
   * @throws {ServiceError} 404 for an unknown version, 409 for one that would be
   * asked without a worker, 422 where no weight is above 0.
   */
  setTraffic(name: string, traffic: Traffic): void {
    const { weights, shadow } = traffic;
    for (const [version, weight] of Object.entries(weights)) {
      if (weight > 0) this.#requireWorker(name, version);
      else this.get(name, version);
    }
    if (shadow !== undefined) this.#requireWorker(name, shadow);
    const heaviest = Object.entries(weights)
      .sort(([, a], [, b]) => b - a)[0];
    if (heaviest === undefined || heaviest[1] <= 0) {
      throw ServiceError.unprocessable("weights: one above 0 is wanted");
    }
    this.#change(name, traffic, heaviest[0]);
  }

  /**
   * Takes the last change of traffic back.
   *
   * @throws {ServiceError} 409 where there was none, or its versions are gone.
   */
  rollBack(name: string): void {
    const model = this.#model(name);
    const before = model.history.pop();
    if (before === undefined) {
      throw ServiceError.conflict(`Model ${name} has nothing to roll back to`);
    }
    model.traffic = before.traffic;
    model.defaultVersion = before.defaultVersion;
  }

  /**
   * Takes a version out, answers what it was asked before, and frees it.
   *
   * @throws {ServiceError} 409 where it still gets requests beside others.
   */
  async unregister(name: string, version?: string): Promise<void> {
    const model = this.#model(name);
    const leaving = this.get(name, version);
    const id = leaving.archive.version;
    if (model.versions.size === 1) {
      this.#models.delete(name);
    } else if (
      id === model.defaultVersion || (model.traffic.weights[id] ?? 0) > 0
    ) {
      throw ServiceError.conflict(
        `Cannot remove version ${id} of model ${name}: it answers requests`,
      );
    }
    model.versions.delete(id);
    if (model.traffic.shadow === id) {
      model.traffic = { weights: model.traffic.weights };
    }
    const stale = (it: { traffic: Traffic }) =>
      id in it.traffic.weights || it.traffic.shadow === id;
    model.history.splice(
      0,
      model.history.length,
      ...model.history.filter((it) => !stale(it)),
    );
    await leaving.close();
  }

  /** Answers what was asked, then frees everything. */
  async close(): Promise<void> {
    const versions = this.names.flatMap((name) => this.versions(name));
    this.#models.clear();
    await Promise.all(versions.map((it) => it.close()));
  }

  #requireWorker(name: string, version: string): void {
    if (this.get(name, version).workers.length > 0) return;
    throw ServiceError.conflict(
      `Model version ${version} of model ${name} has no worker yet`,
    );
  }

  #model(name: string): Model {
    const model = this.#models.get(name);
    if (model === undefined) throw ServiceError.modelNotFound(name);
    return model;
  }

  #add(loaded: ModelVersion): void {
    const { name, version } = loaded.archive;
    const model = this.#models.get(name);
    if (model !== undefined) {
      model.versions.set(version, loaded);
      return;
    }
    this.#models.set(name, {
      versions: new Map([[version, loaded]]),
      traffic: { weights: { [version]: 1 } },
      defaultVersion: version,
      history: [],
    });
  }

  #change(name: string, traffic: Traffic, defaultVersion: string): void {
    const model = this.#model(name);
    model.history.push({
      traffic: model.traffic,
      defaultVersion: model.defaultVersion,
    });
    if (model.history.length > MAX_HISTORY) model.history.shift();
    model.traffic = traffic;
    model.defaultVersion = defaultVersion;
  }
}
