import { S3 } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { pipeline } from "node:stream/promises";
import { createReadStream, createWriteStream } from "node:fs";
import type { Readable } from "node:stream";
import type { S3Environment } from "../../src/environment.ts";
import { inParallel } from "../../src/objects/in_parallel.ts";
import type { BucketAddress } from "../../src/objects/store_address.ts";

/** As many files at a time as publishing and fetching send. */
const PARALLEL = 4;

/** The client's library alone, as its manual uses it. */
export interface PlainS3 {
  /** Sends files, each at once, under their paths' last parts. */
  put(files: readonly string[]): Promise<void>;
  /** The same in parts, by AWS's own library for it. */
  upload(files: readonly string[]): Promise<void>;
  /** Reads them again into a folder. */
  download(files: readonly string[], folder: string): Promise<void>;
  /** Deletes them. */
  clear(files: readonly string[]): Promise<void>;
}

/** Connects with the settings that our own store takes. */
export function plainS3(
  { bucket, prefix }: BucketAddress,
  settings: S3Environment,
): PlainS3 {
  const { accessKeyId, secretAccessKey, endpoint, region } = settings;
  const client = new S3({
    region: region ?? "us-east-1",
    credentials: {
      accessKeyId: accessKeyId!,
      secretAccessKey: secretAccessKey!,
    },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
  const place = (file: string) => {
    const name = file.split("/").at(-1)!;
    return { Bucket: bucket, Key: prefix === "" ? name : `${prefix}/${name}` };
  };
  const each = (
    files: readonly string[],
    work: (file: string) => Promise<void>,
  ) => inParallel(files, work, { limit: PARALLEL });
  return {
    put: (files) =>
      each(files, async (file) => {
        const Body = await Deno.readFile(file);
        await client.putObject({ ...place(file), Body });
      }),
    upload: (files) =>
      each(files, async (file) => {
        const params = { ...place(file), Body: createReadStream(file) };
        await new Upload({ client, params }).done();
      }),
    download: (files, folder) =>
      each(files, async (file) => {
        const { Body } = await client.getObject(place(file));
        const path = `${folder}/${file.split("/").at(-1)}`;
        await pipeline(Body as Readable, createWriteStream(path));
      }),
    clear: (files) =>
      each(files, async (file) => {
        await client.deleteObject(place(file));
      }),
  };
}
