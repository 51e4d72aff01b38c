/**
 * The safetensors format: a JSON header and raw little-endian numbers, with no
 * code in it. https://github.com/huggingface/safetensors#format
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { InputError } from "./errors.ts";

/** One stored array of 32-bit floats. */
export interface StoredTensor {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Values, the last axis running fastest. */
  readonly data: Float32Array;
}

/** What a file holds. */
export interface Safetensors {
  /** By name. */
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Where a tensor's numbers lie in a file. */
export interface TensorPlace {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** First byte, from the start of the file. */
  readonly offset: number;
  /** Size in bytes. */
  readonly byteLength: number;
}

/** What the header of a file says. */
export interface SafetensorsHeader {
  /** Where each tensor lies. */
  readonly places: Readonly<Record<string, TensorPlace>>;
  /** Texts by name. */
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
  const { places, metadata, digest, text, start } = readHeader(bytes, name);
  const blank = text.replace(digest ?? "", NO_DIGEST);
  if (digestOf(blank, bytes.subarray(start)) !== digest) {
    throw notWhole(name, "its contents are not those that were written");
  }
  const tensors: Record<string, StoredTensor> = {};
  for (const [key, { shape, offset, byteLength }] of Object.entries(places)) {
    // A copy: the file's bytes need not be aligned for 32-bit numbers.
    const copy = new Uint8Array(bytes.subarray(offset, offset + byteLength));
    tensors[key] = { shape, data: new Float32Array(copy.buffer) };
  }
  return { tensors, metadata };
}

/**
 * Says where the tensors of a file lie, without a look at their numbers: the
 * caller has made sure that the bytes are those that were written.
 *
 * @param name Of the file, for messages.
 * @throws {InputError} where the header does not fit the file.
 */
export function locateTensors(
  bytes: Uint8Array,
  name: string,
): SafetensorsHeader {
  const { places, metadata } = readHeader(bytes, name);
  return { places, metadata };
}

interface ParsedHeader extends SafetensorsHeader {
  readonly digest: string | undefined;
  /** The header as it stands in the file. */
  readonly text: string;
  /** Where the numbers begin. */
  readonly start: number;
}

function readHeader(bytes: Uint8Array, name: string): ParsedHeader {
  if (bytes.length < 8) throw notWhole(name, "it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const headerBytes = Number(view.getBigUint64(0, true));
  if (headerBytes > Math.min(MAX_HEADER_BYTES, bytes.length - 8)) {
    throw notWhole(name, "its header is cut short");
  }
  try {
    return parseHeader(bytes, 8 + headerBytes);
  } catch (error) {
    throw error instanceof RangeError
      ? notWhole(name, error.message, error)
      : notWhole(name, "its header cannot be read", error);
  }
}

function parseHeader(bytes: Uint8Array, start: number): ParsedHeader {
  const text = new TextDecoder().decode(bytes.subarray(8, start));
  const header = headerSchema.parse(JSON.parse(text));
  const { __metadata__, ...entries } = header;
  const { [DIGEST]: digest, ...metadata } = metadataSchema.parse(__metadata__);
  const places: Record<string, TensorPlace> = {};
  let end = 0;
  for (const [name, value] of Object.entries(entries)) {
    const { shape, data_offsets: [from, to] } = entrySchema.parse(value);
    const size = 4 * shape.reduce((product, axis) => product * axis, 1);
    if (from !== end || to - from !== size || start + to > bytes.length) {
      throw new RangeError(`${name} is cut short or misplaced`);
    }
    places[name] = { shape, offset: start + from, byteLength: size };
    end = to;
  }
  if (start + end !== bytes.length) {
    throw new RangeError("its contents are not those that were written");
  }
  return { places, metadata, digest, text, start };
}

function notWhole(name: string, reason: string, cause?: unknown): InputError {
  return new InputError(
    `${name} is not a whole safetensors file: ${reason}`,
    { cause },
  );
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
