import { createHash } from "node:crypto";

/**
 * SHA-256, in hex, of how a source is understood (its parameters) and of the
 * content of its files, in the order given.
 */
export async function digestSource(
  params: unknown,
  files: readonly string[],
): Promise<string> {
  const whole = createHash("sha256").update(JSON.stringify(params));
  for (const path of files) whole.update(await digestFile(path));
  return whole.digest("hex");
}

async function digestFile(path: string): Promise<Uint8Array> {
  const hash = createHash("sha256");
  const buffer = new Uint8Array(2 ** 20);
  using file = await Deno.open(path);
  while (true) {
    const bytes = await file.read(buffer);
    if (bytes === null) return hash.digest();
    hash.update(buffer.subarray(0, bytes));
  }
}
