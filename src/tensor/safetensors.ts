/**
 * The safetensors format: a JSON header and raw little-endian numbers, with no
 * code in it. https://github.com/huggingface/safetensors#format
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { InputError } from "../errors.ts";

/** One stored array of 32-bit floats. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Safetensors {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The numbers begin at a multiple of this, as memory maps like it. */
const ALIGNMENT = 64;
/** No header of ours comes near; a larger one is an attack or damage. */
const MAX_HEADER_BYTES = 16 * 1024 * 1024;
/** Metadata key of the SHA-256 of the file behind the header's length. */
const DIGEST = "sha256";
/** Stands for the digest while it is reckoned. */
const NO_DIGEST = "0".repeat(64);

const entrySchema = z.object({
  dtype: z.literal("F32"),
  shape: z.array(z.int().min(0)),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
const headerSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string());

/** Encodes tensors in the order given, with a digest of everything. */
export function encodeSafetensors(
  { tensors, metadata }: Safetensors,
): Uint8Array<ArrayBuffer> {
  const entries: Record<string, unknown> = {};
  let end = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    entries[name] = {
      dtype: "F32",
      shape,
      data_offsets: [end, end + data.byteLength],
    };
    end += data.byteLength;
  }
  const headerWith = (digest: string) =>
    encodeHeader({
      __metadata__: { ...metadata, [DIGEST]: digest },
      ...entries,
    });
  const blank = headerWith(NO_DIGEST);
  const bytes = new Uint8Array(blank.length + end);
  let at = blank.length;
  for (const { data } of Object.values(tensors)) {
    bytes.set(bytesOf(data), at);
    at += data.byteLength;
  }
  bytes.set(
    headerWith(digestOf(blank.subarray(8), bytes.subarray(blank.length))),
  );
  return bytes;
}

/**
 * Decodes what {@link encodeSafetensors} wrote.
 *
 * @param name Of the file, for messages.
 * @throws {InputError} where the file is cut short, altered or something else.
 */
export function decodeSafetensors(
  bytes: Uint8Array,
  name: string,
): Safetensors {
  const fail = (reason: string, cause?: unknown) =>
    new InputError(`${name} is not a whole safetensors file: ${reason}`, {
      cause,
    });
  if (bytes.length < 8) throw fail("it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > Math.min(MAX_HEADER_BYTES, bytes.length - 8)) {
    throw fail("its header is cut short");
  }
  const numbers = bytes.subarray(8 + headerBytes);
  try {
    return parse(bytes.subarray(8, 8 + headerBytes), numbers);
  } catch (error) {
    if (error instanceof RangeError) throw fail(error.message, error);
    throw fail("its header cannot be read", error);
  }
}

function parse(headerBytes: Uint8Array, numbers: Uint8Array): Safetensors {
  const text = new TextDecoder().decode(headerBytes);
  const header = headerSchema.parse(JSON.parse(text));
  const { __metadata__, ...entries } = header;
  const { [DIGEST]: digest, ...metadata } = metadataSchema.parse(__metadata__);
  const tensors: Record<string, StoredTensor> = {};
  let end = 0;
  for (const [name, value] of Object.entries(entries)) {
    const { shape, data_offsets: [from, to] } = entrySchema.parse(value);
    const size = 4 * shape.reduce((product, axis) => product * axis, 1);
    if (from !== end || to - from !== size || to > numbers.length) {
      throw new RangeError(`${name} is cut short or misplaced`);
    }
    // A copy: the file's bytes need not be aligned for 32-bit numbers.
    tensors[name] = {
      shape,
      data: new Float32Array(new Uint8Array(numbers.subarray(from, to)).buffer),
    };
    end = to;
  }
  const blank = text.replace(digest ?? "", NO_DIGEST);
  if (numbers.length !== end || digestOf(blank, numbers) !== digest) {
    throw new RangeError("its contents are not those that were written");
  }
  return { tensors, metadata };
}

function encodeHeader(header: unknown): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil((8 + json.length) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(length).fill(" ".charCodeAt(0));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length - 8), true);
  bytes.set(json, 8);
  return bytes;
}

function digestOf(header: string | Uint8Array, numbers: Uint8Array): string {
  return createHash("sha256").update(header).update(numbers).digest("hex");
}

function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
