import { Buffer } from "node:buffer";
import { InputError } from "../errors.ts";
import { inParallel } from "../objects/in_parallel.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { readObject } from "../objects/read_object.ts";
import { StoreUnreachable } from "../objects/store_unreachable.ts";
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
  try {
    const sent = await sendParts(store, pairs, { ...options, prefix });
    await seal(store, manifest, { prefix, sent });
  } catch (error) {
    const canTell = !(error instanceof VersionExists) &&
      !(error instanceof StoreUnreachable) && !options.signal?.aborted;
    // The winner clears away what others were sending: that is what they hear.
    if (canTell) await requireNew(store, { name, version });
    throw error;
  }
  // The version stands, whether or not others' leavings can be cleared away.
  await store.deleteUnfinished(prefix).catch(() => {});
  return manifest;
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

interface PartToSend {
  readonly part: Part;
  readonly file: string;
}

/** Sends what is not there yet, and gives the keys of what was sent. */
async function sendParts(
  store: ObjectStore,
  pairs: readonly PartToSend[],
  { prefix, onProgress, signal }: PublishOptions & { readonly prefix: string },
): Promise<string[]> {
  const missing = await missingParts(store, pairs, prefix);
  const total = pairs.reduce((sum, { part }) => sum + part.bytes, 0);
  let done = total - missing.reduce((sum, { part }) => sum + part.bytes, 0);
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.({ done, total });
  };
  const sent: string[] = [];
  await inParallel(missing, async ({ part, file }, signal) => {
    await store.put(prefix + part.name, { file }, { signal, onBytes });
    sent.push(prefix + part.name);
  }, { limit: PARALLEL, signal });
  const lost = await missingParts(store, pairs, prefix);
  if (lost.length === 0) return sent;
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

/** Writes the manifest; where another's stands, what was sent in vain goes. */
async function seal(
  store: ObjectStore,
  manifest: Manifest,
  { prefix, sent }: { prefix: string; sent: readonly string[] },
): Promise<void> {
  const key = prefix + MANIFEST;
  const ours = new TextEncoder().encode(manifestText(manifest));
  await store.putIfAbsent(key, ours);
  // Read even where the store says yes: not every server minds the condition.
  const stands = Buffer.from(await readObject(store, key));
  // It may be ours even where it says no: an answer was lost, and asked again.
  if (stands.equals(ours)) return;
  const kept = stands.toString();
  for (const key of sent) {
    const isPart = kept.includes(`"${key.slice(prefix.length)}"`);
    if (!isPart) await store.delete(key);
  }
  throw new VersionExists(
    `${store.address}/${prefix} was published by another writer meanwhile: ` +
      `another --version is wanted`,
  );
}
