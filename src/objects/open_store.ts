import { readEnvironment, type S3Environment } from "../environment.ts";
import { folderStore } from "./folder_store.ts";
import type { ObjectStore } from "./object_store.ts";
import { s3Store } from "./s3_store.ts";
import { isBucketAddress, parseBucketAddress } from "./store_address.ts";

/** Options of {@link openStore}. */
export interface OpenStoreOptions {
  /**
   * Where S3 is and who asks; needed for `s3://` addresses.
   *
   * @default {what the environment says}
   */
  readonly s3?: S3Environment;
  /** Silence after which a server counts as gone, in ms. @default {20000} */
  readonly timeoutMs?: number;
}

/**
 * Opens the store at `s3://bucket/prefix`, `s3:///prefix` (in the bucket that
 * NEXTCART_BUCKET names) or in a folder, which need not be there yet. Nothing
 * is asked of a server before the first call.
 *
 *     using store = await openStore("s3://shop/models");
 *
 * @throws {InputError} where no bucket is named or credentials are missing.
 */
export async function openStore(
  address: string,
  { s3 = readEnvironment().s3, timeoutMs = 20_000 }: OpenStoreOptions = {},
): Promise<ObjectStore> {
  if (!isBucketAddress(address)) return folderStore(address);
  const place = parseBucketAddress(address, { standard: s3.bucket });
  return await s3Store(place, s3, { timeoutMs });
}
