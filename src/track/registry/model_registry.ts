/** A model that was registered: it never changes, but for its description. */
export interface ModelVersion {
  /** Name of the model. */
  readonly name: string;
  /** Counted from 1. */
  readonly version: number;
  /** Id of the run that made it. */
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly createdAtMs: number;
  /** A line for people. */
  readonly description: string;
  /** In the order of the alphabet. */
  readonly aliases: readonly string[];
  /** Where people see it: a folder, or a page. */
  readonly location: string;
}

/**
 * The models that are worth keeping, by name and version. An alias, such as
 * `candidate` or `champion`, names one version of a model and can be moved:
 * what serves asks for the alias.
 */
export interface ModelRegistry {
  /**
   * Registers the model of a finished run as the newest version of a name. A
   * run that has been registered under the name keeps its version.
   *
   * @param run Folder of the run, with an `MLmodel` among its artifacts.
   * @throws {InputError} where the run has no model or is not finished.
   */
  register(run: string, options: RegisterOptions): Promise<ModelVersion>;
  /** The versions of a name, the newest first; none of an unknown name. */
  versions(name: string): Promise<ModelVersion[]>;
  /**
   * Lets an alias name a version, and remembers who did it and why.
   *
   * @throws {InputError} where there is no such version, or the alias does not
   * name what it is expected to.
   */
  setAlias(
    name: string,
    alias: string,
    version: number,
    options?: SetAliasOptions,
  ): Promise<void>;
  /** Takes an alias away, where it is there. */
  deleteAlias(name: string, alias: string): Promise<void>;
  /** The version that an alias names; undefined where it names none. */
  byAlias(name: string, alias: string): Promise<ModelVersion | undefined>;
  /** Every time that an alias was set, the newest first. */
  history(name: string): Promise<AliasChange[]>;
  /**
   * Says for people what a version is.
   *
   * @throws {InputError} where there is no such version.
   */
  describe(name: string, version: number, text: string): Promise<void>;
  /**
   * Copies the files of a version into a new folder, all or none.
   *
   * @throws {InputError} where there is no such version, or the folder exists.
   */
  download(name: string, version: number, folder: string): Promise<void>;
}

/** Which alias, and why. */
export interface SetAliasOptions {
  /** Who sets it. @default {""} */
  readonly by?: string;
  /** A line for people. @default {""} */
  readonly why?: string;
  /** Whether this takes the last setting back. @default {false} */
  readonly isRollback?: boolean;
  /** The version that the alias is to name until now; null: none. @default {any} */
  readonly expected?: number | null;
}

/** An alias was set: what `history` keeps of it. */
export interface AliasChange {
  /** The alias. */
  readonly alias: string;
  /** The version that it names. */
  readonly version: number;
  /** What the alias named before; null: nothing. */
  readonly previous: number | null;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** Who changed it. */
  readonly by: string;
  /** A line for people. */
  readonly why: string;
  /** Whether it took a change back. */
  readonly isRollback: boolean;
}

/** Which run becomes a version, and of what. */
export interface RegisterOptions {
  /** Name of the model. */
  readonly name: string;
  /** A line for people. @default {""} */
  readonly description?: string;
}
