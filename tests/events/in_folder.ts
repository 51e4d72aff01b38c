import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";

/**
 * Writes files into a new temporary folder, uses it and removes it. What a name
 * that ends in `.gz` stands for is compressed.
 */
export async function inFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, content] of Object.entries(files)) {
      const bytes = Buffer.from(content as string);
      const written = name.endsWith(".gz") ? gzipSync(bytes) : bytes;
      await Deno.writeFile(`${folder}/${name}`, written);
    }
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
