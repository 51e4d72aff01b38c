import { InputError } from "../errors.ts";

/** What all versions lie below. */
const ROOT = "datasets";
/** Means the version that was published last. */
export const LATEST = "latest";

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Where a dataset version lies: `<store>/datasets/<name>/<version>/`. */
export interface VersionPlace {
  /** Address of the store: `s3://bucket/prefix`, or a folder. */
  readonly store: string;
  /** The dataset's name. */
  readonly name: string;
  /** A version, or `latest`. */
  readonly version: string;
}

/**
 * Takes an address apart: `s3://bucket/prefix/datasets/shop/v1`, or a folder's
 * path of that form. Without a version, or with `latest`, the last one is meant.
 *
 * @throws {InputError} where it is no such address.
 */
export function parseVersionAddress(address: string): VersionPlace {
  const parts = address.replace(/\/+$/, "").split("/");
  const at = parts.lastIndexOf(ROOT);
  const [name, version = LATEST, ...more] = parts.slice(at + 1);
  if (at < 0 || name === undefined || more.length > 0) {
    throw new InputError(
      `${address} is no dataset: …/${ROOT}/NAME or …/${ROOT}/NAME/VERSION is wanted`,
    );
  }
  checkName(name);
  checkName(version);
  const store = parts.slice(0, at).join("/");
  if (store !== "") return { store, name, version };
  return { store: at === 0 ? "." : "/", name, version };
}

/**
 * Passes the name of a dataset or a version on.
 *
 * @throws {InputError} where it could not stand in an address.
 */
export function checkName(name: string): string {
  if (NAME.test(name)) return name;
  throw new InputError(
    `"${name}" is no name of a dataset or version: letters, digits, . _ and - are wanted`,
  );
}

/** Start of the keys of a dataset's versions, or of one version's objects. */
export function versionPrefix(name: string, version?: string): string {
  const dataset = `${ROOT}/${name}/`;
  return version === undefined ? dataset : `${dataset}${version}/`;
}
