/**
 * Reads zip files as strictly as they can be read: members that follow each
 * other without a gap, then a directory that says the same of them as they do,
 * then the end. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { crc32, inflateRawSync } from "node:zlib";
import { InputError } from "../errors.ts";
import { ZIP_LIMITS, type ZipLimits } from "./zip_limits.ts";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;
/** The only flag that changes nothing in how a member is read: its name is UTF-8. */
const UTF8_FLAG = 0x0800;
/** Letters that no file system takes for anything else. */
const NAME = /^(?!\.)[\w@.-]+(\/(?!\.)[\w@.-]+)*$/;

/** Options of {@link readZip}. */
export interface ReadZipOptions {
  /** Name of the file, for messages. */
  readonly name: string;
  /** How large an archive may be. */
  readonly limits?: ZipLimits;
}

/**
 * Reads the members of a zip file by name. A stored member is a part of `bytes`,
 * not a copy.
 *
 * @throws {InputError} naming the first fault: one line.
 */
export function readZip(
  bytes: Uint8Array,
  { name, limits = ZIP_LIMITS }: ReadZipOptions,
): Map<string, Uint8Array> {
  try {
    const entries = readDirectory(bytes, limits);
    checkSizes(entries, limits);
    return new Map(entries.map((entry) => [entry.name, unpack(bytes, entry)]));
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    throw new InputError(`${name} cannot be taken: ${error.message}`, {
      cause: error,
    });
  }
}

/** What is wrong with a file. */
class ZipFault extends Error {}

/** What local header and directory agree on. */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  /** Bytes in the file, and after inflating. */
  readonly packed: number;
  readonly size: number;
  /** Where the member's bytes begin. */
  readonly start: number;
}

function readDirectory(bytes: Uint8Array, limits: ZipLimits): Entry[] {
  const end = bytes.length - END_BYTES;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (end < 0 || view.getUint32(end, true) !== END) {
    throw new ZipFault(
      "it is no zip file, is cut short or goes on after its end",
    );
  }
  const count = view.getUint16(end + 10, true);
  const [size, start] = [12, 16].map((at) => view.getUint32(end + at, true));
  const isWhole = view.getUint32(end + 4, true) === 0 &&
    view.getUint16(end + 8, true) === count &&
    view.getUint16(end + 20, true) === 0 && start! + size! === end;
  if (!isWhole) throw new ZipFault("its directory is not where it ends");
  if (count > limits.members) {
    throw new ZipFault(`it has ${count} members, over ${limits.members}`);
  }
  const entries: Entry[] = [];
  let at = start!;
  let next = 0;
  for (let member = 0; member < count; member++) {
    const { entry, length } = readEntry(view, { at, next, end });
    if (entries.some((it) => it.name === entry.name)) {
      throw new ZipFault(`${entry.name} stands in it twice`);
    }
    entries.push(entry);
    at += length;
    next = entry.start + entry.packed;
  }
  if (at !== end || next !== start) {
    throw new ZipFault("it holds bytes that belong to no member");
  }
  return entries;
}

/**
 * Reads an entry of the directory and the local header that must say the same.
 *
 * @param at.at Of the entry.
 * @param at.next Where the member before ends: this one's header must be there.
 */
function readEntry(
  view: DataView,
  { at, next, end }: { at: number; next: number; end: number },
): { entry: Entry; length: number } {
  if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) {
    throw new ZipFault("its directory is damaged");
  }
  const [nameLength, extra, comment] = [28, 30, 32].map((offset) =>
    view.getUint16(at + offset, true)
  );
  const length = CENTRAL_BYTES + nameLength! + extra! + comment!;
  const local = view.getUint32(at + 42, true);
  if (at + length > end || local !== next || local + LOCAL_BYTES > end) {
    throw new ZipFault("its directory is damaged");
  }
  const name = readName(view, at + CENTRAL_BYTES, nameLength!);
  const start = local + LOCAL_BYTES + nameLength! +
    view.getUint16(local + 28, true);
  const packed = view.getUint32(at + 20, true);
  const isSame = view.getUint32(local, true) === LOCAL &&
    sameBytes(view, at + 6, local + 4, 24) &&
    local + LOCAL_BYTES + nameLength! <= end &&
    sameBytes(view, at + CENTRAL_BYTES, local + LOCAL_BYTES, nameLength!) &&
    start + packed <= end;
  if (!isSame) throw new ZipFault(`${name} is not what the directory says`);
  const flags = view.getUint16(at + 8, true);
  const disk = view.getUint16(at + 34, true);
  if ((flags & ~UTF8_FLAG) !== 0 || disk !== 0) {
    throw new ZipFault(`${name} is encrypted, streamed or on another disk`);
  }
  const entry = {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed,
    size: view.getUint32(at + 24, true),
    start,
  };
  return { entry, length };
}

/**
 * Whether the version, flags, method, time, checksum, sizes and length of the
 * name are those of the local header.
 */
function sameBytes(
  view: DataView,
  one: number,
  other: number,
  length: number,
): boolean {
  for (let at = 0; at < length; at++) {
    if (view.getUint8(one + at) !== view.getUint8(other + at)) return false;
  }
  return true;
}

function readName(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  const name = new TextDecoder().decode(bytes);
  if (!NAME.test(name)) {
    throw new ZipFault(
      `${JSON.stringify(name.slice(0, 80))} is no name that a member may have`,
    );
  }
  return name;
}

function checkSizes(entries: readonly Entry[], limits: ZipLimits): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.bytes) {
    throw new ZipFault(`its members have ${total} bytes, over ${limits.bytes}`);
  }
  for (const { name, method, packed, size } of entries) {
    if (method !== STORED && method !== DEFLATED) {
      throw new ZipFault(`${name} is packed by method ${method}`);
    }
    if (method === STORED ? size !== packed : size > packed * limits.ratio) {
      throw new ZipFault(`${name} says it has ${size} bytes in ${packed}`);
    }
  }
}

function unpack(bytes: Uint8Array, entry: Entry): Uint8Array {
  const { name, method, start, packed, size, crc } = entry;
  const stored = bytes.subarray(start, start + packed);
  const whole = method === STORED ? stored : inflate(stored, { name, size });
  if (whole.length !== size || crc32(whole) !== crc) {
    throw new ZipFault(`${name} is damaged`);
  }
  return whole;
}

function inflate(
  packed: Uint8Array,
  { name, size }: Pick<Entry, "name" | "size">,
): Uint8Array {
  try {
    const limit = { maxOutputLength: Math.max(size, 1) };
    return new Uint8Array(inflateRawSync(packed, limit));
  } catch (cause) {
    throw new ZipFault(`${name} is damaged`, { cause });
  }
}
