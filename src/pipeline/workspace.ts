import { cannotWrite, writeWhole } from "../write_whole.ts";
import { CodeDigests, type KnownGraph } from "./code_digests.ts";
import { FileDigests, type KnownDigest } from "./file_digests.ts";
import type { Fingerprint } from "./fingerprint.ts";
import {
  type Lock,
  LOCK_FILE,
  lockedOutput,
  type LockedStage,
  readLock,
  writeLock,
} from "./lock_file.ts";
import type { Pipeline } from "./stage.ts";
import { readTree, type Tree } from "./tree.ts";

/** The folder, within a pipeline's, of what is not an output. */
export const WORK = ".work";

/** What is remembered to be quicker next time; without it all holds as well. */
interface Memory {
  readonly digests: Readonly<Record<string, KnownDigest>>;
  readonly graphs: Readonly<Record<string, KnownGraph>>;
  /** By stage, digests of the files and packages of its code when it last ran. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Keys that a cache on a server is known to hold, by its address. */
  readonly kept: Readonly<Record<string, readonly string[]>>;
}

/** What a stage has made. */
export interface Made {
  /** What it was made from. */
  readonly fingerprint: Fingerprint;
  /** Digests of the code's parts. */
  readonly parts: Readonly<Record<string, string>>;
  /** What it has made, by name. */
  readonly outputs: Readonly<Record<string, Tree>>;
  /** What it has measured. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A stage's folder for outputs that are not finished, and one for itself. */
export interface Bench {
  /** What it has made, by name. */
  readonly outputs: string;
  /** A folder for what is thrown away. */
  readonly scratch: string;
}

/** A pipeline's folder: outputs, lock file, and work that is not finished. */
export class Workspace {
  /** Digests of files. */
  readonly digests: FileDigests;
  /** Digests of code. */
  readonly codes: CodeDigests;
  readonly #folder: string;
  readonly #parts: Map<string, Readonly<Record<string, string>>>;
  readonly #kept: Map<string, Set<string>>;
  #lock: Lock;

  private constructor(
    { folder, project }: Pipeline,
    { lock, memory }: { lock: Lock; memory: Memory },
  ) {
    const { digests, graphs, parts, kept } = memory;
    this.#folder = folder;
    this.#lock = lock;
    this.digests = new FileDigests(digests);
    this.codes = new CodeDigests(project, {
      digests: this.digests,
      known: graphs,
    });
    this.#parts = new Map(Object.entries(parts));
    this.#kept = new Map(
      Object.entries(kept).map(([address, keys]) => [address, new Set(keys)]),
    );
  }

  /** Reads what a pipeline's folder tells; there need not be any yet. */
  static async open(pipeline: Pipeline): Promise<Workspace> {
    const { folder } = pipeline;
    const lock = await readLock(`${folder}/${LOCK_FILE}`);
    const memory = await readMemory(`${folder}/${WORK}/memory.json`);
    return new Workspace(pipeline, { lock, memory });
  }

  /** What pipeline.lock says now. */
  get lock(): Lock {
    return this.#lock;
  }

  /** Code of a stage when it last ran here, as far as that is remembered. */
  partsOf(stage: string): Readonly<Record<string, string>> | undefined {
    return this.#parts.get(stage);
  }

  /** Where an output lies. */
  path(output: string): string {
    return `${this.#folder}/${output}`;
  }

  /** An output as it lies there, or undefined where it does not. */
  async tree(output: string): Promise<Tree | undefined> {
    return await readTree(this.path(output), this.digests);
  }

  /**
   * Makes room for a stage's work. Its scratch folder is as it was left where
   * it was broken off under the same key, else empty.
   */
  async begin(stage: string, key: string): Promise<Bench> {
    const folder = this.path(`${WORK}/${stage}`);
    const begun = await Deno.readTextFile(`${folder}/key`).catch(() => "");
    const bench = {
      outputs: `${folder}/outputs`,
      scratch: `${folder}/scratch`,
    };
    await remove(begun === key ? bench.outputs : folder);
    await makeFolder(bench.outputs);
    await makeFolder(bench.scratch);
    await writeWhole(`${folder}/key`, key);
    return bench;
  }

  /**
   * Puts outputs that are whole in their places and writes down what they came
   * of. Where that is broken off, the lock file does not speak of them.
   */
  async finish(stage: string, made: Made): Promise<void> {
    const folder = this.path(`${WORK}/${stage}`);
    for (const [output, tree] of Object.entries(made.outputs)) {
      await this.#place(`${folder}/outputs/${output}`, output, `${folder}/old`);
      await this.#remember(output, tree);
    }
    const outputs = Object.fromEntries(
      Object.entries(made.outputs).map((
        [path, it],
      ) => [path, lockedOutput(it)]),
    );
    const { fingerprint, metrics } = made;
    await this.#write(stage, { ...fingerprint, outputs, metrics });
    this.#parts.set(stage, made.parts);
    await remove(folder);
  }

  /** Writes down that a stage's outputs are what it would make now. */
  async accept(
    stage: string,
    { fingerprint, parts }: Pick<Made, "fingerprint" | "parts">,
  ): Promise<void> {
    const { outputs, metrics } = this.#lock.stages[stage]!;
    await this.#write(stage, { ...fingerprint, outputs, metrics });
    this.#parts.set(stage, parts);
  }

  /** Whether a cache is known to hold what was made under a key. */
  isKept(address: string, key: string): boolean {
    return this.#kept.get(address)?.has(key) ?? false;
  }

  /** Remembers that a cache holds what was made under a key. */
  setKept(address: string, key: string): void {
    const keys = this.#kept.get(address) ?? new Set();
    this.#kept.set(address, keys.add(key));
  }

  /** Keeps what makes the next run quick. */
  async save(): Promise<void> {
    const memory: Memory = {
      digests: this.digests.known(),
      graphs: this.codes.known(),
      parts: Object.fromEntries(this.#parts),
      kept: Object.fromEntries(
        [...this.#kept].map(([address, keys]) => [address, [...keys]]),
      ),
    };
    await makeFolder(this.path(WORK));
    await writeWhole(this.path(`${WORK}/memory.json`), JSON.stringify(memory));
  }

  async #write(stage: string, locked: LockedStage): Promise<void> {
    this.#lock = { stages: { ...this.#lock.stages, [stage]: locked } };
    await writeLock(this.path(LOCK_FILE), this.#lock);
  }

  async #place(from: string, output: string, old: string): Promise<void> {
    const to = this.path(output);
    try {
      await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
      await remove(old);
      await Deno.rename(to, old).catch(ignoreAbsent);
      await Deno.rename(from, to);
    } catch (error) {
      throw cannotWrite(to, error);
    }
  }

  async #remember(output: string, { files }: Tree): Promise<void> {
    for (const { path, ...content } of files) {
      const place = path === "" ? output : `${output}/${path}`;
      await this.digests.moved(this.path(place), content);
    }
  }
}

async function readMemory(path: string): Promise<Memory> {
  const nothing = { digests: {}, graphs: {}, parts: {}, kept: {} };
  try {
    return { ...nothing, ...JSON.parse(await Deno.readTextFile(path)) };
  } catch {
    return nothing;
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

async function remove(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(ignoreAbsent);
}

function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
