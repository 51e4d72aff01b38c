import { InputError } from "../errors.ts";
import { inParallel } from "../objects/in_parallel.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { readObject } from "../objects/read_object.ts";
import { MANIFEST, type Manifest, parseManifest } from "./manifest.ts";
import { LATEST, type VersionPlace, versionPrefix } from "./version_place.ts";

const PARALLEL = 8;

/**
 * The manifest of a version, or of the one that was published last. A version
 * whose manifest is not there yet does not exist.
 *
 * @throws {InputError} where there is no such version.
 */
export async function findVersion(
  store: ObjectStore,
  { name, version }: Pick<VersionPlace, "name" | "version">,
): Promise<Manifest> {
  if (version !== LATEST) return await readManifest(store, { name, version });
  const manifests: Manifest[] = [];
  await inParallel(await versionsOf(store, name), async (version) => {
    manifests.push(await readManifest(store, { name, version }));
  }, { limit: PARALLEL });
  const order = (it: Manifest) => `${it.created} ${it.version}`;
  const latest = manifests.sort((a, b) => order(a) < order(b) ? 1 : -1)[0];
  if (latest !== undefined) return latest;
  throw new InputError(`${store.address} holds no version of dataset ${name}`);
}

/** Versions of a dataset that exist, by name. */
export async function versionsOf(
  store: ObjectStore,
  name: string,
): Promise<string[]> {
  const prefix = versionPrefix(name);
  const objects = await store.list(prefix);
  return objects.map(({ key }) => key.slice(prefix.length).split("/"))
    .filter(([, file, ...more]) => file === MANIFEST && more.length === 0)
    .map(([version]) => version!);
}

async function readManifest(
  store: ObjectStore,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<Manifest> {
  const key = versionPrefix(name, version) + MANIFEST;
  const address = `${store.address}/${key}`;
  if (await store.head(key) === undefined) {
    const others = await versionsOf(store, name);
    throw new InputError(
      `${store.address} holds no version ${version} of dataset ${name}: ` +
        (others.length === 0 ? "there is none" : `there are ${list(others)}`),
    );
  }
  const bytes = await readObject(store, key);
  const manifest = parseManifest(new TextDecoder().decode(bytes), address);
  if (manifest.name === name && manifest.version === version) return manifest;
  throw new InputError(
    `${address} is of ${manifest.name}/${manifest.version}, and was copied here`,
  );
}

/** The last few, for messages. */
function list(versions: readonly string[]): string {
  const shown = versions.slice(-5).join(", ");
  return versions.length > 5 ? `…, ${shown}` : shown;
}
