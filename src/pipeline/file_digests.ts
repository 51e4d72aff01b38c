import { createHash } from "node:crypto";

/** What a file holds. */
export interface FileContent {
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** A digest, and the state of the file that it was taken in. */
export interface KnownDigest extends FileContent {
  /** When it was changed, in ms since the epoch. */
  readonly mtimeMs: number;
  /** Its number in the file system. */
  readonly inode: number;
}

/** Two writes within so many ms may leave the same time on a file. */
const TICK_MS = 20;
/** The same where a file system knows whole seconds only. */
const SECOND_MS = 2000;

/**
 * SHA-256 of files, taken anew only where size, time or inode have changed. A
 * digest is not remembered of a file that was written just before: what is
 * written to it next might not show.
 */
export class FileDigests {
  readonly #known: Map<string, KnownDigest>;

  /**
   * Begins with the digests that are known from before.
   *
   * @param known What {@link known} gave earlier.
   */
  constructor(known: Readonly<Record<string, KnownDigest>> = {}) {
    this.#known = new Map(Object.entries(known));
  }

  /** Digest of a file, or undefined where there is none. */
  async digest(path: string): Promise<FileContent | undefined> {
    const facts = await statFile(path);
    if (facts === undefined) return undefined;
    const known = this.#known.get(path);
    if (known !== undefined && isSame(known, facts)) return known;
    const readAtMs = Date.now();
    const content = await digestContent(path);
    const entry = { ...content, mtimeMs: facts.mtimeMs, inode: facts.inode };
    if (isSettled(facts.mtimeMs, readAtMs)) this.#known.set(path, entry);
    else this.#known.delete(path);
    return content;
  }

  /** Takes over what is known of a file that was moved, links included. */
  async moved(path: string, content: FileContent): Promise<void> {
    const facts = await statFile(path);
    if (facts === undefined || facts.bytes !== content.bytes) return;
    if (isSettled(facts.mtimeMs, Date.now())) {
      this.#known.set(path, { ...facts, sha256: content.sha256 });
    }
  }

  /** All that is remembered, by path, to be kept for the next process. */
  known(): Record<string, KnownDigest> {
    return Object.fromEntries(this.#known);
  }
}

type Facts = Omit<KnownDigest, "sha256">;

async function statFile(path: string): Promise<Facts | undefined> {
  try {
    const { isFile, size, mtime, ino } = await Deno.stat(path);
    if (!isFile) return undefined;
    return { bytes: size, mtimeMs: mtime?.getTime() ?? 0, inode: ino ?? 0 };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotADirectory) return undefined;
    throw error;
  }
}

function isSame(known: KnownDigest, facts: Facts): boolean {
  return known.bytes === facts.bytes && known.mtimeMs === facts.mtimeMs &&
    known.inode === facts.inode;
}

function isSettled(mtimeMs: number, readAtMs: number): boolean {
  const tick = mtimeMs % 1000 === 0 ? SECOND_MS : TICK_MS;
  return readAtMs - mtimeMs > tick;
}

async function digestContent(path: string): Promise<FileContent> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const buffer = new Uint8Array(2 ** 20);
  let bytes = 0;
  while (true) {
    const read = await file.read(buffer);
    if (read === null) return { sha256: hash.digest("hex"), bytes };
    hash.update(buffer.subarray(0, read));
    bytes += read;
  }
}
