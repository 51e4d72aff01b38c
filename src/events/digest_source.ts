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
  for (const path of files) {
    const hash = createHash("sha256");
    const file = await Deno.open(path);
    // Reading to the end closes the file.
    for await (const chunk of file.readable) hash.update(chunk);
    whole.update(hash.digest());
  }
  return whole.digest("hex");
}
