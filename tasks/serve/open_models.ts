import { InputError } from "../../src/errors.ts";
import { openStore } from "../../src/objects/open_store.ts";
import { readObject } from "../../src/objects/read_object.ts";
import { isBucketAddress } from "../../src/objects/store_address.ts";
import type { FollowedVersion } from "../../src/serve/follower.ts";
import { openArchive } from "../../src/serve/open_archive.ts";
import type { ServedArchive } from "../../src/serve/served_archive.ts";
import { archivesIn, newestArchive } from "./newest_archive.ts";
import { registryFault } from "./registry_fault.ts";
import { findRegistered, isRegistered } from "./registered_model.ts";

const RUNS = "runs";
const SUFFIX = ".mar";

/**
 * Opens what the addresses name; without any, the newest archive that a
 * training left.
 *
 * @throws {InputError} where there is none, or one is damaged.
 */
export async function openModels(
  addresses: readonly string[],
): Promise<ServedArchive[]> {
  if (addresses.length === 0) {
    return [await openModel(await newestArchive(RUNS))];
  }
  const single = await Promise.all(addresses.map(archivesAt));
  return await Promise.all(single.flat().map((address) => openModel(address)));
}

interface OpenModelOptions {
  /** In the server's paths. @default {what the archive says} */
  readonly name?: string | undefined;
  /** Gives up what is asked of a registry. */
  readonly signal?: AbortSignal;
}

/**
 * Opens one archive: a file, `s3://bucket/key.mar`, `models:/NAME@ALIAS` or
 * `models:/NAME/VERSION`.
 */
export async function openModel(
  address: string,
  { name, signal }: OpenModelOptions = {},
): Promise<ServedArchive> {
  if (isRegistered(address)) {
    return await openRegistered(address, { name, signal });
  }
  const source = isBucketAddress(address)
    ? await readFromBucket(address)
    : address;
  return await openArchive(source, { url: address, name });
}

/**
 * Opens what a client of the management API names. That is no way to read any
 * file: it is a file's name in a folder that the server was started with, an
 * address in a bucket's prefix of the same kind, or a registry's.
 *
 * @param allowed Addresses that the server was started with.
 * @throws {InputError} for anything else.
 * @throws {ServiceError} 503 where the registry is away.
 */
export async function openForClient(
  url: string,
  { allowed, name }: { allowed: readonly string[]; name?: string | undefined },
): Promise<ServedArchive> {
  if (isRegistered(url)) {
    try {
      return await openRegistered(url, { name });
    } catch (error) {
      throw registryFault(error);
    }
  }
  const inBucket = isBucketAddress(url) && !url.includes("..") &&
    allowed.some((it) =>
      isBucketAddress(it) && url.startsWith(`${it.replace(/\/+$/, "")}/`)
    );
  if (inBucket) return await openModel(url, { name });
  if (/^[\w@-][\w@.-]*$/.test(url)) {
    for (const folder of allowed) {
      const path = (await archivesIn(folder)).find((it) =>
        it === `${folder}/${url}`
      );
      if (path !== undefined) return await openModel(path, { name });
    }
  }
  throw new InputError(
    `${url} may not be registered: an archive's name in a folder of --models, an address in a bucket of --models, or models:/NAME@ALIAS is wanted`,
  );
}

/** What a registry's address points at now, as {@link openModel} calls it. */
export async function currentModel(
  address: string,
  signal: AbortSignal,
): Promise<FollowedVersion> {
  const { version: { name, version } } = await findRegistered(address, signal);
  return { name, version: String(version) };
}

/** A folder, or a prefix in a bucket, stands for the archives in it. */
async function archivesAt(address: string): Promise<string[]> {
  if (isRegistered(address) || address.endsWith(SUFFIX)) return [address];
  const found = isBucketAddress(address)
    ? await archivesInBucket(address)
    : await archivesIn(address);
  if (found.length === 0) {
    throw new InputError(`${address} holds no archive: *${SUFFIX} is wanted`);
  }
  return found;
}

async function archivesInBucket(address: string): Promise<string[]> {
  using store = await openStore(address);
  const objects = await store.list();
  return objects.map(({ key }) => key).filter((key) => key.endsWith(SUFFIX))
    .map((key) => `${store.address}/${key}`);
}

async function readFromBucket(address: string): Promise<Uint8Array> {
  const slash = address.lastIndexOf("/");
  using store = await openStore(address.slice(0, slash));
  return await readObject(store, address.slice(slash + 1));
}

async function openRegistered(
  address: string,
  { name, signal }: OpenModelOptions,
): Promise<ServedArchive> {
  const { registry, version } = await findRegistered(address, signal);
  const folder = await Deno.makeTempDir({ prefix: "nextcart-" });
  try {
    await registry.download(
      version.name,
      version.version,
      `${folder}/model`,
    );
    const [file] = await archivesIn(`${folder}/model`);
    if (file === undefined) {
      throw new InputError(
        `${address} has no archive among its files: deno task archive makes one`,
      );
    }
    return await openArchive(file, {
      url: address,
      name: name ?? version.name,
      version: String(version.version),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
