import { InputError } from "../errors.ts";
import { inParallel } from "../objects/in_parallel.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { readObject } from "../objects/read_object.ts";
import { fileDigest } from "../setup/digest.ts";
import {
  MANIFEST,
  type Manifest,
  type ManifestFacts,
  manifestText,
  type Part,
  sealManifest,
} from "./manifest.ts";
import { requireNew, VersionExists } from "./require_new.ts";
import { versionPrefix } from "./version_place.ts";

/** Files on their way at a time. */
const PARALLEL = 4;

/** A file that becomes a part. */
export interface PartFile {
  readonly path: string;
  readonly rows: number;
}

export interface PublishOptions {
  readonly name: string;
  readonly version: string;
  readonly facts: Pick<ManifestFacts, "events" | "schema" | "dropped">;
  /** Told of bytes as they are stored. */
  readonly onProgress?: (state: { done: number; total: number }) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Stores files as a new version of a dataset. Parts go by number and content,
 * so that writers of one version do not touch each other's; the manifest comes
 * last, and only the first one stands. A publishing that broke off goes on from
 * the parts that are there.
 *
 * @throws {InputError} where the version exists already, by then too.
 */
export async function publishVersion(
  store: ObjectStore,
  files: readonly PartFile[],
  options: PublishOptions,
): Promise<Manifest> {
  const { name, version } = options;
  const prefix = versionPrefix(name, version);
  await requireNew(store, { name, version });
  const parts = await Promise.all(files.map(describePart));
  const manifest = sealManifest({
    format: "nextcart-dataset/1",
    name,
    version,
    created: new Date().toISOString(),
    ...options.facts,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    parts,
  });
  const pairs = parts.map((part, at) => ({ part, file: files[at]!.path }));
  await storeVersion(store, manifest, { ...options, prefix, pairs });
  // The version stands, whether or not others' leavings can be cleared away.
  await store.deleteUnfinished(prefix).catch(() => {});
  return manifest;
}

interface StoreVersionOptions
  extends Pick<PublishOptions, "onProgress" | "signal"> {
  readonly prefix: string;
  readonly pairs: readonly PartToSend[];
}

async function storeVersion(
  store: ObjectStore,
  manifest: Manifest,
  options: StoreVersionOptions,
): Promise<void> {
  const { prefix, signal } = options;
  const sent: string[] = [];
  const ours = manifestText(manifest);
  const failure = await sendParts(store, { ...options, sent })
    .then(() => store.putIfAbsent(prefix + MANIFEST, encode(ours)))
    .then(() => undefined, (error: unknown) => ({ error }));
  if (failure !== undefined && signal?.aborted) throw failure.error;
  // Read in any case: a server may not mind the condition, an answer may have
  // been lost, and what failed may have done so as another writer was faster.
  const stands = await standing(store, prefix).catch((error) => {
    throw failure?.error ?? error;
  });
  if (stands === ours) return;
  if (failure !== undefined && stands === undefined) throw failure.error;
  await clearAway(store, { prefix, sent, stands: stands ?? "" });
  throw new VersionExists(
    `${store.address}/${prefix} was published by another writer meanwhile: ` +
      `another --version is wanted`,
  );
}

const encode = (text: string) => new TextEncoder().encode(text);

async function describePart(
  { path, rows }: PartFile,
  at: number,
): Promise<Part> {
  const sha256 = await fileDigest(path);
  const { size } = await Deno.stat(path);
  const number = String(at).padStart(5, "0");
  const name = `part-${number}-${sha256.slice(0, 12)}.parquet`;
  return { name, bytes: size, sha256, rows };
}

interface PartToSend {
  readonly part: Part;
  readonly file: string;
}

/** Sends what is not there yet, and notes the keys of what was sent. */
async function sendParts(
  store: ObjectStore,
  { prefix, pairs, sent, onProgress, signal }: StoreVersionOptions & {
    readonly sent: string[];
  },
): Promise<void> {
  const missing = await missingParts(store, pairs, prefix);
  const total = pairs.reduce((sum, { part }) => sum + part.bytes, 0);
  let done = total - missing.reduce((sum, { part }) => sum + part.bytes, 0);
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.({ done, total });
  };
  await inParallel(missing, async ({ part, file }, signal) => {
    await store.put(prefix + part.name, { file }, { signal, onBytes });
    sent.push(prefix + part.name);
  }, { limit: PARALLEL, signal });
  const lost = await missingParts(store, pairs, prefix);
  if (lost.length === 0) return;
  throw new InputError(
    `${store.address}/${prefix}${
      lost[0]!.part.name
    } was stored and is not there`,
  );
}

async function missingParts(
  store: ObjectStore,
  pairs: readonly PartToSend[],
  prefix: string,
): Promise<PartToSend[]> {
  const objects = await store.list(prefix);
  const sizes = new Map(objects.map(({ key, bytes }) => [key, bytes]));
  return pairs.filter(({ part }) =>
    sizes.get(prefix + part.name) !== part.bytes
  );
}

/** The text of the version's manifest, where it has one by now. */
async function standing(
  store: ObjectStore,
  prefix: string,
): Promise<string | undefined> {
  const key = prefix + MANIFEST;
  if (await store.head(key) === undefined) return undefined;
  return new TextDecoder().decode(await readObject(store, key));
}

/** Deletes what was sent in vain: what the standing manifest does not name. */
async function clearAway(
  store: ObjectStore,
  { prefix, sent, stands }: {
    readonly prefix: string;
    readonly sent: readonly string[];
    readonly stands: string;
  },
): Promise<void> {
  for (const key of sent) {
    const isPart = stands.includes(`"${key.slice(prefix.length)}"`);
    if (!isPart) await store.delete(key);
  }
}
