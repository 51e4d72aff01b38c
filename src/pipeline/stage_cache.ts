import { InputError } from "../errors.ts";
import { checkKey } from "../objects/check_key.ts";
import { inParallel } from "../objects/in_parallel.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { readObject } from "../objects/read_object.ts";
import { isBucketAddress } from "../objects/store_address.ts";
import { cannotWrite } from "../write_whole.ts";
import { digestText } from "./digest_text.ts";
import { FileDigests } from "./file_digests.ts";
import { stableJson } from "./stable_json.ts";
import { type Tree, type TreeFile, treeOf } from "./tree.ts";

/** What a stage has made, as the cache keeps it. */
export interface CachedStage {
  /** The stage's name. */
  readonly name: string;
  /** By path. */
  readonly outputs: Readonly<Record<string, Tree>>;
  /** What it has measured. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Time that making them took. */
  readonly seconds: number;
}

/** What the cache holds was altered or cut short since it was stored. */
export class DamagedCache extends Error {
  /** What it is called in an error's text. */
  override name = "DamagedCache";
}

/** Files on their way at a time. */
const PARALLEL = 4;
const FORMAT = 1;
const READ_ONLY = 0o444;

/**
 * Outputs of stages by all that they depend on, in an object store: contents
 * under their SHA-256, `files/4e/4e07…`, and what a stage made of them under the
 * key of its fingerprint, `stages/<key>.json`, stored last. Nothing is given out
 * that is not what was stored.
 */
export class StageCache {
  readonly #store: ObjectStore;
  readonly #digests: FileDigests;
  /** Path of the store where it is a folder: files are then linked. */
  readonly #folder: string | undefined;

  /** Keeps its entries in a store. */
  constructor(store: ObjectStore, digests: FileDigests = new FileDigests()) {
    this.#store = store;
    this.#digests = digests;
    this.#folder = isBucketAddress(store.address) ? undefined : store.address;
  }

  /** As people name it: a folder, or `s3://bucket/prefix`. */
  get address(): string {
    return this.#store.address;
  }

  /** Whether looking something up means asking a server. */
  get isRemote(): boolean {
    return this.#folder === undefined;
  }

  /**
   * What was made under a key, or undefined where nothing was.
   *
   * @throws {DamagedCache} where what tells of it is damaged; it is removed.
   */
  async find(key: string): Promise<CachedStage | undefined> {
    const path = recordKey(key);
    if (await this.#store.head(path) === undefined) return undefined;
    const bytes = await readObject(this.#store, path);
    const stage = parseRecord(new TextDecoder().decode(bytes));
    if (stage !== undefined) return stage;
    await this.#store.delete(path);
    throw new DamagedCache(`${this.address}/${path} is damaged`);
  }

  /** Stores what a stage has made below a folder. */
  async keep(
    key: string,
    stage: CachedStage,
    { folder, signal }: {
      readonly folder: string;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<void> {
    const files = filesOf(stage).map(({ path, file }) => ({
      file: `${folder}/${path}`,
      sha256: file.sha256,
      bytes: file.bytes,
    }));
    const limit = { limit: PARALLEL, signal };
    await inParallel(files, async ({ file, sha256, bytes }, signal) => {
      const stored = await this.#store.head(fileKey(sha256));
      if (stored?.bytes === bytes) return;
      await this.#store.put(fileKey(sha256), { file }, { signal });
    }, limit);
    const text = new TextEncoder().encode(recordText(stage));
    await this.#store.put(recordKey(key), text, { signal });
  }

  /**
   * Lays what was found out below a folder, in which nothing of it may be.
   *
   * @throws {DamagedCache} naming the output whose content is damaged; that is
   * removed from the cache.
   */
  async restore(
    stage: CachedStage,
    { folder, signal }: {
      readonly folder: string;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<void> {
    for (const [path, { files }] of Object.entries(stage.outputs)) {
      if (files.length > 0) continue;
      await Deno.mkdir(`${folder}/${path}`, { recursive: true });
    }
    await inParallel(filesOf(stage), async ({ path, file }, signal) => {
      const target = `${folder}/${path}`;
      try {
        const parent = target.slice(0, target.lastIndexOf("/"));
        await Deno.mkdir(parent, { recursive: true });
        if (this.#folder !== undefined) await this.#link(file, target);
        else await this.#download(file, { target, signal });
      } catch (error) {
        throw cannotWrite(target, error);
      }
      const found = await this.#digests.digest(target);
      if (found?.sha256 === file.sha256) return;
      await this.#store.delete(fileKey(file.sha256));
      throw new DamagedCache(
        `${path} in the cache ${this.address} is damaged`,
      );
    }, { limit: PARALLEL, signal });
  }

  /** A link takes no time and no room; it is for reading only, as is what it shares. */
  async #link({ sha256 }: TreeFile, target: string): Promise<void> {
    const path = `${this.#folder}/${fileKey(sha256)}`;
    const content = await this.#digests.digest(path);
    if (content === undefined) return;
    try {
      await Deno.chmod(path, READ_ONLY);
      await Deno.link(path, target);
    } catch {
      await Deno.copyFile(path, target);
    }
    await this.#digests.moved(target, content);
  }

  async #download(
    { sha256 }: TreeFile,
    { target, signal }: { target: string; signal: AbortSignal },
  ): Promise<void> {
    if (await this.#store.head(fileKey(sha256)) === undefined) return;
    const { body } = await this.#store.get(fileKey(sha256), { signal });
    using file = await Deno.open(target, { createNew: true, write: true });
    for await (const piece of body) {
      for (let at = 0; at < piece.length;) {
        at += await file.write(piece.subarray(at));
      }
    }
  }
}

function fileKey(sha256: string): string {
  return `files/${sha256.slice(0, 2)}/${sha256}`;
}

function recordKey(key: string): string {
  return `stages/${key}.json`;
}

function filesOf(
  { outputs }: CachedStage,
): { readonly path: string; readonly file: TreeFile }[] {
  return Object.entries(outputs).flatMap(([output, { files }]) =>
    files.map((file) => ({
      path: file.path === "" ? output : `${output}/${file.path}`,
      file,
    }))
  );
}

function recordText({ name, outputs, metrics, seconds }: CachedStage): string {
  const files = Object.fromEntries(
    Object.entries(outputs).map(([path, tree]) => [path, tree.files]),
  );
  const content = { formatVersion: FORMAT, name, files, metrics, seconds };
  const digest = digestText(stableJson(content));
  return `${stableJson({ ...content, digest }, 2)}\n`;
}

/** What {@link recordText} says, or undefined where it is not whole. */
function parseRecord(text: string): CachedStage | undefined {
  try {
    const { digest, ...content } = JSON.parse(text);
    if (digestText(stableJson(content)) !== digest) return undefined;
    const { name, files, metrics, seconds } = content;
    const outputs = Object.fromEntries(
      Object.entries(files as Record<string, TreeFile[]>)
        .map(([path, files]) => [path, treeOf(files)]),
    );
    const stage = { name, outputs, metrics, seconds };
    // Whoever can write to the cache may not write elsewhere by it.
    for (const { path } of filesOf(stage)) checkKey(path);
    for (const path of Object.keys(outputs)) checkKey(path);
    return stage;
  } catch (error) {
    const isBroken = error instanceof SyntaxError ||
      error instanceof TypeError || error instanceof InputError;
    if (isBroken) return undefined;
    throw error;
  }
}
