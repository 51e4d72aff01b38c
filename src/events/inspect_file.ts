import { InputError } from "../errors.ts";
import { cannotRead } from "./read_text.ts";

/** What is known of a file before it is read. */
export interface FileFacts {
  /** Size in bytes. */
  readonly bytes: number;
  /** Whether the content is gzip, whatever the name says. */
  readonly gzip: boolean;
}

/**
 * Looks at a text file's size and first bytes.
 *
 * @throws {InputError} where there is no such file, it is empty, or it is
 * something else than text or gzip.
 */
export async function inspectFile(path: string): Promise<FileFacts> {
  const { size, head } = await readHead(path).catch((error) => {
    throw cannotRead(path, error);
  });
  if (size === 0) throw new InputError(`${path} is empty`);
  for (const [magic, kind] of Object.entries(OTHER_FORMATS)) {
    if (!head.startsWith(magic)) continue;
    throw new InputError(`${path} is ${kind}, text (plain or gzip) is wanted`);
  }
  return { bytes: size, gzip: head.startsWith("\x1f\x8b") };
}

const OTHER_FORMATS = { PAR1: "a Parquet file", "PK\x03\x04": "a zip archive" };

async function readHead(path: string): Promise<{ size: number; head: string }> {
  using file = await Deno.open(path);
  const { size, isDirectory } = await file.stat();
  if (isDirectory) {
    throw new InputError(`${path} is a folder, a file is wanted`);
  }
  const bytes = new Uint8Array(4);
  await file.read(bytes);
  return { size, head: String.fromCharCode(...bytes) };
}
