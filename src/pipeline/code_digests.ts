import { digestText } from "./digest_text.ts";
import type { FileDigests } from "./file_digests.ts";
import { lockedPackages } from "./locked_packages.ts";
import { moduleGraph } from "./module_graph.ts";
import { stableJson } from "./stable_json.ts";

/** The code of a module with all that it imports. */
export interface Code {
  /** Digest of all of it. */
  readonly digest: string;
  /** Digests of its files and packages, by path or name. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Files that say what imports and packages mean. */
const CONFIG = ["deno.json", "deno.lock"];

/**
 * Digests of modules' code. A graph is read again only where one of its files
 * has changed, or what the imports mean.
 */
export class CodeDigests {
  readonly #graphs: Map<string, KnownGraph>;
  readonly #project: URL;
  readonly #digests: FileDigests;

  /**
   * Begins with the graphs that are known from before.
   *
   * @param options.known What {@link known} gave earlier.
   */
  constructor(project: URL, { digests, known = {} }: {
    readonly digests: FileDigests;
    readonly known?: Readonly<Record<string, KnownGraph>>;
  }) {
    this.#project = project;
    this.#digests = digests;
    this.#graphs = new Map(Object.entries(known));
  }

  /**
   * The code of a module.
   *
   * @param entry Relative to the project.
   * @throws {InputError} where a module is absent or cannot be parsed.
   */
  async code(entry: string): Promise<Code> {
    const config = await this.#digestAll(CONFIG);
    const known = this.#graphs.get(entry);
    if (known !== undefined && await this.#holds(known, config)) {
      return codeOf(known);
    }
    const { files, packages } = await moduleGraph(this.#project, entry);
    const graph = {
      config,
      files: await this.#digestAll(files),
      packages: lockedPackages(await this.#lockText(), packages),
    };
    this.#graphs.set(entry, graph);
    return codeOf(graph);
  }

  /** All that is remembered, to be kept for the next process. */
  known(): Record<string, KnownGraph> {
    return Object.fromEntries(this.#graphs);
  }

  async #holds(known: KnownGraph, config: Digests): Promise<boolean> {
    if (stableJson(known.config) !== stableJson(config)) return false;
    const files = await this.#digestAll(Object.keys(known.files));
    return stableJson(files) === stableJson(known.files);
  }

  async #digestAll(paths: readonly string[]): Promise<Digests> {
    const root = decodeURI(this.#project.pathname);
    const entries = await Promise.all(paths.map(async (path) => {
      const content = await this.#digests.digest(root + path);
      return [path, content?.sha256 ?? "absent"];
    }));
    return Object.fromEntries(entries);
  }

  async #lockText(): Promise<string | undefined> {
    const path = new URL("deno.lock", this.#project);
    return await Deno.readTextFile(path).catch(() => undefined);
  }
}

/** Digests by name or path. */
export type Digests = Readonly<Record<string, string>>;

/** A module's graph, and the state of the files that it was read from. */
export interface KnownGraph {
  /** Digests of the configuration files. */
  readonly config: Digests;
  /** Digests of the modules, by path. */
  readonly files: Digests;
  /** Digests of the packages, by name. */
  readonly packages: Digests;
}

function codeOf({ files, packages }: KnownGraph): Code {
  const parts = { ...files, ...packages };
  return { digest: digestText(stableJson(parts)), parts };
}
