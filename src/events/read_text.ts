import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";
import { InputError } from "../errors.ts";

/**
 * Reads a text file, plain or gzip (told by its content, not by its name).
 *
 * @throws {InputError} naming the file where it is missing, empty, damaged or
 * not UTF-8.
 */
export async function readText(path: string): Promise<string> {
  let bytes: Uint8Array = await Deno.readFile(path).catch((error) => {
    throw cannotRead(path, error);
  });
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(Buffer.from(bytes.buffer));
    } catch (error) {
      throw cannotRead(path, error);
    }
  }
  if (bytes.length === 0) throw new InputError(`${path} is empty`);
  try {
    // The decoder drops a byte order mark.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw cannotRead(path, error);
  }
}

/** Reasons by what the file system, zlib, the decoder or Polars say. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/NotFound|No such file|ENOENT/, "does not exist"],
  [/PermissionDenied|Permission denied|EACCES/, "may not be read"],
  [/Is a directory|EISDIR/, "is a folder, a file is wanted"],
  [/empty CSV/, "is empty"],
  [/Z_(BUF|DATA)_ERROR|end of file|deflate/, "is cut off or damaged"],
  [/utf-8|encoded data/, "is not UTF-8 text"],
  [/\bparquet: |thrift/, "is cut off or is no Parquet file"],
];

/** What to throw when a file cannot be read: what the user can mend is no bug. */
export function cannotRead(path: string, error: unknown): unknown {
  if (error instanceof InputError) return error;
  const { name, code, message } = error as Error & { code?: string };
  const text = `${name} ${code ?? ""} ${message}`;
  const reason = REASONS.find(([pattern]) => pattern.test(text))?.[1];
  if (reason === undefined) return error;
  return new InputError(`${path} ${reason}`, { cause: error });
}
