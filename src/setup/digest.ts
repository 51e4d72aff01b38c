import { createHash } from "node:crypto";

/** SHA-256 of a file of any size, in hexadecimal digits. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const buffer = new Uint8Array(1 << 20);
  for (let n = await file.read(buffer); n !== null;) {
    hash.update(buffer.subarray(0, n));
    n = await file.read(buffer);
  }
  return hash.digest("hex");
}
