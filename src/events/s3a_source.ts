import { createHash } from "node:crypto";
import type { S3Environment } from "../environment.ts";
import { InputError } from "../errors.ts";
import { openStore } from "../objects/open_store.ts";
import { parseBucketAddress } from "../objects/store_address.ts";
import type { EventSource } from "./event_source.ts";

/** Options of {@link s3aSource}. */
export interface S3aSourceOptions {
  /** How the events are understood. */
  readonly params: unknown;
  /** Where S3 is and who asks. @default {what the environment says} */
  readonly s3?: S3Environment;
}

/** Whether an address is one that Hadoop's S3 client reads. */
export function isS3aAddress(address: string): boolean {
  return address.startsWith("s3a://");
}

/**
 * Events in a bucket that an engine reads there by itself: `s3a://bucket/log`,
 * an object or what lies below it. What changes keeps its digest where names and
 * sizes stay.
 */
export function s3aSource(
  address: string,
  { params, s3 }: S3aSourceOptions,
): EventSource {
  return {
    name: address,
    digest: async () => {
      const { bucket, prefix: key } = parseBucketAddress(
        address.replace("s3a://", "s3://"),
      );
      using store = await openStore(`s3://${bucket}`, s3 && { s3 });
      const objects = (await store.list(key))
        .filter((it) => it.key === key || it.key.startsWith(`${key}/`));
      if (objects.length === 0) {
        throw new InputError(`${address} does not exist`);
      }
      return createHash("sha256")
        .update(JSON.stringify({ params, address, objects })).digest("hex");
    },
    files: () => Promise.resolve([address]),
    read: () =>
      Promise.reject(
        new InputError(
          `${address} is read by a cluster: --engine spark is wanted, or s3://…/datasets/NAME`,
        ),
      ),
  };
}
