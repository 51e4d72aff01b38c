import { type Zippable, zipSync } from "fflate";
import { InputError } from "../errors.ts";
import { ZIP_LIMITS } from "./zip_limits.ts";

/**
 * Extra field that makes the first member's numbers begin at byte 64, after a
 * header of 30 bytes, a name of 19 and the 4 bytes that announce the field.
 */
const PADDING_ID = 0xd935;
const ALIGNMENT = 64;
const HEADER_BYTES = 30 + 4;

/** Options of {@link writeZip}. */
export interface WriteZipOptions {
  /** The members' time, in ms since the epoch. */
  readonly timeMs: number;
}

/**
 * Packs members in their order. The first is stored as it is, and begins at a
 * multiple of 64 bytes, so that it can be read where it lies; the others are
 * deflated. Equal members give equal bytes.
 *
 * @throws {InputError} where they are too large to be read back.
 */
export function writeZip(
  members: ReadonlyMap<string, Uint8Array>,
  { timeMs }: WriteZipOptions,
): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  let total = 0;
  for (const [name, bytes] of members) {
    const first = Object.keys(entries).length === 0;
    total += bytes.length;
    entries[name] = [bytes, {
      level: first ? 0 : 6,
      mtime: localTime(timeMs),
      ...(first ? { extra: { [PADDING_ID]: padding(name) } } : {}),
    }];
  }
  requireSize(total);
  const zip = zipSync(entries);
  requireSize(zip.length);
  return zip;
}

function requireSize(bytes: number): void {
  if (bytes <= ZIP_LIMITS.bytes) return;
  throw new InputError(
    `The archive would have ${bytes} bytes, at most ${ZIP_LIMITS.bytes} are taken`,
  );
}

function padding(name: string): Uint8Array {
  const before = HEADER_BYTES + new TextEncoder().encode(name).length;
  return new Uint8Array((ALIGNMENT - before % ALIGNMENT) % ALIGNMENT);
}

/** Zip keeps no time zone: ours are UTC, wherever they are written. */
function localTime(timeMs: number): Date {
  const utc = new Date(timeMs);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}
