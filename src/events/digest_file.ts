import { createHash } from "node:crypto";

/** SHA-256 of a file's content, read in pieces. */
export function digestFile(path: string): Uint8Array {
  const hash = createHash("sha256");
  const buffer = new Uint8Array(2 ** 18);
  using file = Deno.openSync(path);
  while (true) {
    const bytes = file.readSync(buffer);
    if (bytes === null) return hash.digest();
    hash.update(buffer.subarray(0, bytes));
  }
}
