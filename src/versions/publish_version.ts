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
  /** Where the file lies. */
  readonly path: string;
  /** Number of rows. */
  readonly rows: number;
}

/** Options of {@link publishVersion}. */
export interface PublishOptions {
  /** The dataset's name. */
  readonly name: string;
  /** The version's name. */
  readonly version: string;
  /** What the manifest says of the events. */
  readonly facts: Pick<ManifestFacts, "events" | "schema" | "dropped">;
  /** Told of bytes as they are stored. */
  readonly onProgress?: (state: { done: number; total: number }) => void;
  /** Ends the work when aborted. */
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
  const { name, version, signal } = options;
  const prefix = versionPrefix(name, version);
  await requireNew(store, { name, version });
  const sent: string[] = [];
  const ours = await storeVersion(store, files, { ...options, prefix, sent });
  if (ours.error !== undefined && signal?.aborted) throw ours.error;
  // Read in any case: a server may not mind the condition, an answer may have
  // been lost, and what failed may have done so as another writer was faster.
  const stands = await standing(store, prefix).catch((error) => {
    throw ours.error ?? error;
  });
  if (ours.manifest !== undefined && stands === manifestText(ours.manifest)) {
    // The version stands, whether or not others' leavings can be cleared away.
    await store.deleteUnfinished(prefix).catch(() => {});
    return ours.manifest;
  }
  if (ours.error !== undefined && stands === undefined) throw ours.error;
  await clearAway(store, { prefix, sent, stands: stands ?? "" });
  throw new VersionExists(
    `${store.address}/${prefix} was published by another writer meanwhile: ` +
      `another --version is wanted`,
  );
}

interface SendOptions extends PublishOptions {
  readonly prefix: string;
  /** Gets the keys of the parts that were sent. */
  readonly sent: string[];
}

/** Stores parts and manifest; an error is returned, what it means is to be seen. */
async function storeVersion(
  store: ObjectStore,
  files: readonly PartFile[],
  options: SendOptions,
): Promise<{ readonly manifest?: Manifest; readonly error?: unknown }> {
  const { name, version, facts, prefix } = options;
  let manifest: Manifest | undefined;
  try {
    const parts = await sendParts(store, files, options);
    manifest = sealManifest({
      format: "nextcart-dataset/1",
      name,
      version,
      created: new Date().toISOString(),
      ...facts,
      rows: parts.reduce((sum, { rows }) => sum + rows, 0),
      parts,
    });
    const bytes = new TextEncoder().encode(manifestText(manifest));
    await store.putIfAbsent(prefix + MANIFEST, bytes);
    return { manifest };
  } catch (error) {
    return { ...(manifest === undefined ? {} : { manifest }), error };
  }
}

/** Sends what is not there yet; a file is digested while others are sent. */
async function sendParts(
  store: ObjectStore,
  files: readonly PartFile[],
  { prefix, sent, onProgress, signal }: SendOptions,
): Promise<Part[]> {
  const sizes = files.map(({ path }) => Deno.statSync(path).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.({ done, total });
  };
  const there = await bytesByKey(store, prefix);
  const parts: Part[] = [];
  await inParallel(files.entries(), async ([at, { path, rows }], signal) => {
    const part = await describePart({ path, rows }, at);
    const key = prefix + part.name;
    if (there.get(key) === part.bytes) onBytes(part.bytes);
    else {
      await store.put(key, { file: path }, { signal, onBytes });
      sent.push(key);
    }
    parts[at] = part;
  }, { limit: PARALLEL, signal });
  await checkThere(store, parts, prefix);
  return parts;
}

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

async function checkThere(
  store: ObjectStore,
  parts: readonly Part[],
  prefix: string,
): Promise<void> {
  const there = await bytesByKey(store, prefix);
  const lost = parts.find(({ name, bytes }) =>
    there.get(prefix + name) !== bytes
  );
  if (lost === undefined) return;
  throw new InputError(
    `${store.address}/${prefix}${lost.name} was stored and is not there`,
  );
}

async function bytesByKey(
  store: ObjectStore,
  prefix: string,
): Promise<ReadonlyMap<string, number>> {
  const objects = await store.list(prefix);
  return new Map(objects.map(({ key, bytes }) => [key, bytes]));
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
