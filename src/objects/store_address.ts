import { InputError } from "../errors.ts";

const SCHEME = "s3://";

/** A place in a bucket. */
export interface BucketAddress {
  /** The bucket's name. */
  readonly bucket: string;
  /** Empty, or parts of a key without a slash at either end. */
  readonly prefix: string;
}

/** Whether an address means an object store, and no file or folder. */
export function isBucketAddress(address: string): boolean {
  return address.startsWith(SCHEME);
}

/**
 * Takes `s3://bucket/prefix` apart. `s3:///prefix` means the standard bucket,
 * which may bring a prefix of its own.
 *
 * @throws {InputError} where no bucket is named.
 */
export function parseBucketAddress(
  address: string,
  { standard }: { readonly standard?: string | undefined } = {},
): BucketAddress {
  const path = address.slice(SCHEME.length);
  const whole = path.startsWith("/") || path === ""
    ? `${standard ?? ""}/${path}`
    : path;
  const [bucket, ...prefix] = whole.split("/").filter((part) => part !== "");
  if (bucket !== undefined && (path !== whole ? standard : path)) {
    return { bucket, prefix: prefix.join("/") };
  }
  throw new InputError(
    `${address} names no bucket: s3://BUCKET/… or NEXTCART_BUCKET is wanted`,
  );
}
