import type {
  ObjectContent,
  ObjectInfo,
  ObjectStore,
  PutOptions,
} from "./object_store.ts";
import { checkKey } from "./check_key.ts";
import { getS3 } from "./get_s3.ts";
import { connectS3, type S3Connection } from "./s3_connection.ts";
import { putS3 } from "./put_s3.ts";
import type { S3Environment } from "../environment.ts";
import type { BucketAddress } from "./store_address.ts";

/** Objects below a prefix of a bucket. */
export async function s3Store(
  { bucket, prefix }: BucketAddress,
  settings: S3Environment,
  options: { readonly timeoutMs: number },
): Promise<ObjectStore> {
  const connection = await connectS3(bucket, settings, options);
  const { client } = connection;
  const base = prefix === "" ? "" : `${prefix}/`;
  const inBucket = (key: string) => base + checkKey(key);
  return {
    address: `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`,
    async list(prefix = "") {
      const found = await Array.fromAsync(listAll(connection, base + prefix));
      return found.map((it) => ({ ...it, key: it.key.slice(base.length) }));
    },
    async head(key) {
      const bytes = await objectSize(connection, inBucket(key));
      return bytes === undefined ? undefined : { key, bytes };
    },
    get: (key, options = {}) => getS3(connection, inBucket(key), options),
    async put(key, content, options = {}) {
      await putS3(connection, inBucket(key), { content, ...options });
    },
    async putIfAbsent(key, content, options = {}) {
      // Some servers know no condition, and store whatever was there.
      if (await objectSize(connection, inBucket(key)) !== undefined) {
        return false;
      }
      const given = { content, ...options };
      return await putNew(connection, inBucket(key), given);
    },
    async delete(key) {
      const Key = inBucket(key);
      const call = client.deleteObject({ Bucket: bucket, Key });
      await connection.answer(call, Key);
    },
    async deleteUnfinished(prefix) {
      await abortUploads(connection, base + prefix);
    },
    [Symbol.dispose]: () => client.destroy(),
  };
}

async function* listAll(
  { client, bucket, answer }: S3Connection,
  prefix: string,
): AsyncGenerator<ObjectInfo> {
  const where = { Bucket: bucket, Prefix: prefix };
  let token: string | undefined;
  do {
    const more = token === undefined ? {} : { ContinuationToken: token };
    const page = await answer(client.listObjectsV2({ ...where, ...more }));
    for (const { Key, Size } of page.Contents ?? []) {
      // Some tools make an empty object stand for a folder.
      if (Key!.endsWith("/")) continue;
      yield { key: Key!, bytes: Size! };
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

async function objectSize(
  { client, bucket, answer }: S3Connection,
  key: string,
): Promise<number | undefined> {
  const call = client.headObject({ Bucket: bucket, Key: key })
    .then(({ ContentLength }) => ContentLength!)
    .catch((error) => {
      // A HEAD has no body that could say more.
      if (error?.name === "NotFound" || error?.name === "NoSuchKey") {
        return undefined;
      }
      throw error;
    });
  return await answer(call, key);
}

/** Whether the object was put, as there was none: decided by the server. */
async function putNew(
  connection: S3Connection,
  key: string,
  given: PutOptions & { readonly content: ObjectContent },
): Promise<boolean> {
  try {
    await putS3(connection, key, { ...given, ifAbsent: true });
    return true;
  } catch (error) {
    const cause = (error as Error | undefined)?.cause;
    const { name = "", $metadata } = (cause ?? {}) as {
      name?: string;
      $metadata?: { httpStatusCode?: number };
    };
    const status = $metadata?.httpStatusCode;
    // 409: another writer is at it at this very moment; one of both wins.
    if (status === 412) return false;
    if (name === "ConditionalRequestConflict") {
      return await putNew(connection, key, given);
    }
    if (status !== 501) throw error;
    await putS3(connection, key, given);
    return true;
  }
}

async function abortUploads(
  { client, bucket, answer }: S3Connection,
  prefix: string,
): Promise<void> {
  const where = { Bucket: bucket, Prefix: prefix };
  // The first page is asked for again until it is empty.
  const found = await answer(client.listMultipartUploads(where));
  const uploads = (found.Uploads ?? [])
    .filter(({ Key }) => Key!.startsWith(prefix));
  for (const { Key, UploadId } of uploads) {
    const upload = { Bucket: bucket, Key: Key!, UploadId: UploadId! };
    const call = client.abortMultipartUpload(upload);
    await answer(call.catch(ignoreAbsent), Key);
  }
  if (found.IsTruncated && uploads.length > 0) {
    await abortUploads({ client, bucket, answer } as S3Connection, prefix);
  }
}

function ignoreAbsent(error: Error): void {
  if (error.name !== "NoSuchUpload") throw error;
}
