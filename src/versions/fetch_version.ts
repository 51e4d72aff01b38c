import { InputError } from "../errors.ts";
import { inParallel } from "../objects/in_parallel.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { replaceFolder } from "../prepare/replace_folder.ts";
import { writeWhole } from "../write_whole.ts";
import { BackgroundHash } from "./background_hash.ts";
import { type ContentCache, contentCache } from "./content_cache.ts";
import { downloadPart, wrongSize } from "./download_part.ts";
import { findVersion } from "./find_version.ts";
import {
  MANIFEST,
  type Manifest,
  manifestText,
  type Part,
} from "./manifest.ts";
import { type VersionPlace, versionPrefix } from "./version_place.ts";

/** Files on their way at a time. */
const PARALLEL = 4;

/** Options of {@link fetchVersion}. */
export interface FetchVersionOptions {
  /** Folder of the cache. */
  readonly cache: string;
  /**
   * Folder that gets a copy; it may hold a version already.
   *
   * @default {a folder of links, in the cache}
   */
  readonly out?: string | undefined;
  /** Told of the bytes that were missing in the cache. */
  readonly onProgress?: (state: { done: number; total: number }) => void;
  /** Called where another process fetches into the same cache. */
  readonly onWait?: () => void;
  /** Ends the work when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A version that lies on the disk, whole. */
export interface FetchedVersion {
  /** `s3://bucket/datasets/shop/v1` */
  readonly address: string;
  /** What it holds. */
  readonly manifest: Manifest;
  /** Holds the parts under their names, and the manifest. */
  readonly folder: string;
  /** Bytes that were not in the cache. */
  readonly downloaded: number;
}

/**
 * Brings a version into a folder, through the cache. Sizes and checksums are
 * compared with the manifest; what breaks off goes on where it was.
 *
 * @throws {StoreUnreachable} where the store stays away.
 * @throws {InputError} where there is no such version, it is damaged, or the
 * disk is full. The folder is then as it was.
 */
export async function fetchVersion(
  store: ObjectStore,
  place: Pick<VersionPlace, "name" | "version">,
  options: FetchVersionOptions,
): Promise<FetchedVersion> {
  const manifest = await findVersion(store, place);
  const { name, version, digest } = manifest;
  const prefix = versionPrefix(name, version);
  const cache = await contentCache(options.cache);
  return await cache.exclusively(async () => {
    const missing = await missingParts(cache, manifest.parts);
    const download = { ...options, cache, prefix };
    const downloaded = await downloadParts(store, missing, download);
    const view = `${cache.folder}/versions/${digest}`;
    const folder = options.out ?? view;
    const link = folder === view;
    await layOut(manifest, { folder, cache, link });
    const address = `${store.address}/${prefix.slice(0, -1)}`;
    return { address, manifest, folder, downloaded };
  }, options.onWait ?? (() => {}));
}

/** Contents that the cache lacks, each once. */
async function missingParts(
  cache: ContentCache,
  parts: readonly Part[],
): Promise<Part[]> {
  const missing = new Map<string, Part>();
  for (const part of parts) {
    if (!await cache.has(part)) missing.set(part.sha256, part);
  }
  return [...missing.values()];
}

async function downloadParts(
  store: ObjectStore,
  parts: readonly Part[],
  { cache, prefix, onProgress, signal }:
    & Pick<FetchVersionOptions, "onProgress" | "signal">
    & { readonly cache: ContentCache; readonly prefix: string },
): Promise<number> {
  if (parts.length === 0) return 0;
  await checkSizes(store, parts, prefix);
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.({ done, total });
  };
  using hash = new BackgroundHash();
  await inParallel(parts, async (part, signal) => {
    const key = prefix + part.name;
    const path = cache.pathOf(part);
    await downloadPart(store, { part, key, path, onBytes, signal, hash });
  }, { limit: PARALLEL, signal });
  return total;
}

/** A damaged version is told before anything is downloaded. */
async function checkSizes(
  store: ObjectStore,
  parts: readonly Part[],
  prefix: string,
): Promise<void> {
  const objects = await store.list(prefix);
  const sizes = new Map(objects.map(({ key, bytes }) => [key, bytes]));
  for (const part of parts) {
    const address = `${store.address}/${prefix}${part.name}`;
    const bytes = sizes.get(prefix + part.name);
    if (bytes === undefined) {
      throw new InputError(`${address} is missing, the manifest names it`);
    }
    if (bytes !== part.bytes) throw wrongSize(address, { bytes, part });
  }
}

/** Lays the parts out under their names, all of them or none. */
async function layOut(
  manifest: Manifest,
  { folder, cache, link }: {
    readonly folder: string;
    readonly cache: ContentCache;
    /** Whether links will do: others may write to what is not the cache's. */
    readonly link: boolean;
  },
): Promise<void> {
  const laid = link && await isFile(`${folder}/${MANIFEST}`);
  if (laid) return;
  await replaceFolder(folder, async (temporary) => {
    for (const part of manifest.parts) {
      const path = `${temporary}/${part.name}`;
      if (link) await Deno.symlink(`../../sha256/${part.sha256}`, path);
      else await Deno.copyFile(cache.pathOf(part), path);
    }
    await writeWhole(`${temporary}/${MANIFEST}`, manifestText(manifest));
  }, { mark: MANIFEST });
}

async function isFile(path: string): Promise<boolean> {
  return await Deno.stat(path).then((it) => it.isFile, () => false);
}
