import { InputError } from "../errors.ts";
import { inParallel } from "./in_parallel.ts";
import type { ObjectContent, PutOptions } from "./object_store.ts";
import type { S3Connection } from "./s3_connection.ts";

/** Above this size an object is sent in parts. */
const SINGLE_BYTES = 5 * 2 ** 20;
const PART_BYTES = 8 * 2 ** 20;
/** S3 takes no more parts of an object. */
const MAX_PARTS = 10_000;
/** Parts of an object on their way at a time. */
const PARALLEL = 3;

/** Options of {@link putS3}. */
export interface PutS3Options extends PutOptions {
  /** What is stored. */
  readonly content: ObjectContent;
  /** Whether the server is to refuse where there is an object already. */
  readonly ifAbsent?: boolean;
}

/**
 * Puts an object, with a checksum that the server compares: at once where it is
 * small, else in parts side by side. Where a part fails, all are thrown away.
 */
export async function putS3(
  connection: S3Connection,
  key: string,
  options: PutS3Options,
): Promise<void> {
  const { content, ifAbsent, signal, onBytes } = options;
  const { client, bucket, answer } = connection;
  const size = content instanceof Uint8Array
    ? content.length
    : (await Deno.stat(content.file)).size;
  const object = { Bucket: bucket, Key: key };
  const condition = ifAbsent ? { IfNoneMatch: "*" } : {};
  if (size > SINGLE_BYTES) {
    const parts = { ...options, object, condition, size };
    return await putParts(connection, parts);
  }
  const body = await readRange(content, { from: 0, to: size });
  const call = client.putObject(
    { ...object, ...condition, Body: body },
    signal === undefined ? {} : { abortSignal: signal },
  );
  await answer(call, key);
  onBytes?.(size);
}

interface PutPartsOptions extends PutOptions {
  readonly object: { readonly Bucket: string; readonly Key: string };
  readonly condition: { readonly IfNoneMatch?: string };
  readonly content: ObjectContent;
  readonly size: number;
}

async function putParts(
  { client, answer }: S3Connection,
  options: PutPartsOptions,
): Promise<void> {
  const { object, condition } = options;
  const created = await answer(
    client.createMultipartUpload({ ...object, ChecksumAlgorithm: "CRC32" }),
    object.Key,
  );
  const upload = { ...object, UploadId: created.UploadId! };
  try {
    const Parts = await sendParts({ client, answer }, { ...options, upload });
    const complete = { ...upload, ...condition, MultipartUpload: { Parts } };
    await answer(client.completeMultipartUpload(complete), object.Key);
  } catch (error) {
    // Where the server is gone too, deleteUnfinished() clears it away later.
    await client.abortMultipartUpload(upload).catch(() => {});
    throw error;
  }
}

interface SentPart {
  readonly PartNumber: number;
  readonly ETag: string;
  readonly ChecksumCRC32?: string;
}

async function sendParts(
  { client, answer }: Pick<S3Connection, "client" | "answer">,
  { upload, content, size, signal, onBytes }: PutPartsOptions & {
    readonly upload: { Bucket: string; Key: string; UploadId: string };
  },
): Promise<SentPart[]> {
  const partBytes = Math.max(PART_BYTES, Math.ceil(size / MAX_PARTS));
  const count = Math.ceil(size / partBytes);
  const sent: SentPart[] = [];
  await inParallel(Array(count).keys(), async (at, abortSignal) => {
    const from = at * partBytes;
    const to = Math.min(size, from + partBytes);
    const PartNumber = at + 1;
    const part = {
      PartNumber,
      Body: await readRange(content, { from, to }),
      ChecksumAlgorithm: "CRC32",
    } as const;
    const { ETag, ChecksumCRC32 } = await answer(
      client.uploadPart({ ...upload, ...part }, { abortSignal }),
      upload.Key,
    );
    sent[at] = {
      PartNumber,
      ETag: ETag!,
      ...(ChecksumCRC32 === undefined ? {} : { ChecksumCRC32 }),
    };
    onBytes?.(to - from);
  }, { limit: PARALLEL, signal });
  return sent;
}

/** Bytes of the content; of a file only those are read. */
async function readRange(
  content: ObjectContent,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content.subarray(from, to);
  using file = await Deno.open(content.file);
  await file.seek(from, Deno.SeekMode.Start);
  const bytes = new Uint8Array(to - from);
  for (let at = 0; at < bytes.length;) {
    const read = await file.read(bytes.subarray(at));
    if (read === null) {
      throw new InputError(`${content.file} became shorter while it was sent`);
    }
    at += read;
  }
  return bytes;
}
