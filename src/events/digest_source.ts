import { createHash } from "node:crypto";
import { digestFile } from "./digest_file.ts";

/** From so many bytes on, a worker of its own is worth its start (some 30 ms). */
const LARGE_BYTES = 2 ** 26;

/** Options of {@link digestSource}. */
export interface DigestSourceOptions {
  /**
   * Files of at least this size are read by a worker, while the caller goes on.
   * @default {67108864}
   */
  readonly largeBytes?: number;
}

/**
 * SHA-256, in hex, of how a source is understood (its parameters) and of the
 * content of its files, in the order given.
 */
export async function digestSource(
  params: unknown,
  files: readonly string[],
  { largeBytes = LARGE_BYTES }: DigestSourceOptions = {},
): Promise<string> {
  const whole = createHash("sha256").update(JSON.stringify(params));
  for (const path of files) {
    const { size } = await Deno.stat(path);
    whole.update(
      size < largeBytes ? digestFile(path) : await digestBesides(path),
    );
  }
  return whole.digest("hex");
}

/** The digest by a worker, which works on where this thread is busy. */
async function digestBesides(path: string): Promise<Uint8Array> {
  const script = new URL("digest_file_worker.ts", import.meta.url);
  const worker = new Worker(script, { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
      worker.postMessage(path);
    });
  } finally {
    worker.terminate();
  }
}
