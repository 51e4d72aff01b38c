import { InputError } from "../errors.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { MANIFEST } from "./manifest.ts";
import {
  checkName,
  LATEST,
  type VersionPlace,
  versionPrefix,
} from "./version_place.ts";

/** A version is there already. */
export class VersionExists extends InputError {
  /** What it is called in an error's text. */
  override name = "VersionExists";
}

/**
 * Sees to it that a version can be published.
 *
 * @throws {VersionExists} where there is one of that name.
 * @throws {InputError} where it could not have that name.
 */
export async function requireNew(
  store: ObjectStore,
  { name, version }: Pick<VersionPlace, "name" | "version">,
): Promise<void> {
  if (checkName(version) === LATEST) {
    throw new InputError(`"${LATEST}" means the last version, and names none`);
  }
  const prefix = versionPrefix(checkName(name), version);
  if (await store.head(prefix + MANIFEST) === undefined) {
    // A HEAD does not tell an absent bucket from an absent object.
    await store.list(prefix);
    return;
  }
  throw new VersionExists(
    `${store.address}/${prefix} exists already, and a version never changes: ` +
      `another --version is wanted`,
  );
}
