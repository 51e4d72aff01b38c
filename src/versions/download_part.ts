import { InputError } from "../errors.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { retry } from "../objects/retry.ts";
import { cannotWrite } from "../write_whole.ts";
import type { BackgroundHash, ContentHash } from "./background_hash.ts";
import type { Part } from "./manifest.ts";

const PIECE_BYTES = 2 ** 18;

/** Options of {@link downloadPart}. */
export interface DownloadPartOptions {
  /** What the manifest says of it. */
  readonly part: Part;
  /** Key of the part's object. */
  readonly key: string;
  /** What digests it while it comes. */
  readonly hash: BackgroundHash;
  /** Where the file will be, once it is whole. */
  readonly path: string;
  /** Told of bytes that are there: those of an earlier try at once. */
  readonly onBytes?: (bytes: number) => void;
  /** Ends the work when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Downloads a part into a file beside its place, from where an earlier try broke
 * off, and moves it there when its size and SHA-256 are right.
 *
 * @throws {StoreUnreachable} where the store stays away; what came is kept.
 * @throws {InputError} where the object is not what the manifest says; nothing
 * of it is kept. Also where the disk is full.
 */
export async function downloadPart(
  store: ObjectStore,
  options: DownloadPartOptions,
): Promise<void> {
  const { part, path, onBytes } = options;
  const partial = `${path}.part`;
  const kept = await keptBytes(partial, part);
  onBytes?.(kept);
  let digest = await complete(store, options);
  if (digest !== part.sha256 && kept > 0) {
    // What an earlier try left may be to blame.
    await Deno.remove(partial);
    onBytes?.(-part.bytes);
    digest = await complete(store, options);
  }
  if (digest !== part.sha256) {
    await Deno.remove(partial);
    throw new InputError(
      `${store.address}/${options.key} was altered: it has SHA-256 ${digest}, ` +
        `the manifest says ${part.sha256}`,
    );
  }
  await Deno.rename(partial, path).catch((error) => {
    throw cannotWrite(path, error);
  });
}

/** Bytes of an earlier try; a file that is too long is none of ours. */
async function keptBytes(partial: string, part: Part): Promise<number> {
  const facts = await Deno.stat(partial).catch(() => undefined);
  if (facts === undefined || facts.size <= part.bytes) return facts?.size ?? 0;
  await Deno.remove(partial);
  return 0;
}

/** Downloads what is missing of the partial file; gives the whole's SHA-256. */
async function complete(
  store: ObjectStore,
  { part, key, path, onBytes, signal, hash }: DownloadPartOptions,
): Promise<string> {
  using file = await openPartial(path);
  const content = hash.begin();
  let done = await hashFile(file, content);
  await retry(async (gotFurther) => {
    if (done === part.bytes) return;
    const { bytes, body } = await store.get(key, { from: done, signal });
    if (bytes !== part.bytes) {
      await Deno.remove(`${path}.part`);
      throw wrongSize(`${store.address}/${key}`, { bytes, part });
    }
    for await (const piece of body) {
      const { length } = piece;
      write(file, piece, path);
      await content.add(piece);
      done += length;
      onBytes?.(length);
      gotFurther();
    }
  }, { signal });
  return await content.end();
}

/** What to throw for an object that is shorter or longer than it should be. */
export function wrongSize(
  address: string,
  { bytes, part }: { readonly bytes: number; readonly part: Part },
): InputError {
  return new InputError(
    `${address} is damaged: it has ${bytes} bytes, the manifest says ${part.bytes}`,
  );
}

async function openPartial(path: string): Promise<Deno.FsFile> {
  const how = { read: true, write: true, create: true };
  return await Deno.open(`${path}.part`, how).catch((error) => {
    throw cannotWrite(path, error);
  });
}

/** Takes a file's content into a hash, and stands at its end then. */
async function hashFile(
  file: Deno.FsFile,
  content: ContentHash,
): Promise<number> {
  let done = 0;
  while (true) {
    const piece = new Uint8Array(PIECE_BYTES);
    const read = await file.read(piece);
    if (read === null) return done;
    await content.add(piece.subarray(0, read));
    done += read;
  }
}

/** Into the system's memory, which is quicker done than waited for. */
function write(file: Deno.FsFile, piece: Uint8Array, path: string): void {
  try {
    for (let at = 0; at < piece.length;) {
      at += file.writeSync(piece.subarray(at));
    }
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
