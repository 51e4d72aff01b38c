import { fileDigest } from "../setup/digest.ts";
import { withLock } from "../setup/lock.ts";
import { cannotWrite } from "../write_whole.ts";
import type { Part } from "./manifest.ts";

/** Files by the SHA-256 of their content: versions share what is equal. */
export interface ContentCache {
  /** Where contents lie, by their digest. */
  readonly folder: string;
  /** Where a part's content is, or will be. */
  pathOf(part: Pick<Part, "sha256">): string;
  /** Whether a part's content is there, and what it should be. */
  has(part: Part): Promise<boolean>;
  /** Lets one process at a time do its work here. */
  exclusively<T>(work: () => Promise<T>, onWait: () => void): Promise<T>;
}

/**
 * Opens a cache in a folder, which is made where it is missing.
 *
 * @throws {InputError} where it cannot be made.
 */
export async function contentCache(folder: string): Promise<ContentCache> {
  const contents = `${folder}/sha256`;
  await Deno.mkdir(contents, { recursive: true }).catch((error) => {
    throw cannotWrite(contents, error);
  });
  const pathOf = ({ sha256 }: Pick<Part, "sha256">) => `${contents}/${sha256}`;
  return {
    folder,
    pathOf,
    async has(part) {
      const path = pathOf(part);
      const facts = await Deno.stat(path).catch(() => undefined);
      if (facts === undefined) return false;
      const isWhole = facts.size === part.bytes &&
        await fileDigest(path) === part.sha256;
      if (!isWhole) await Deno.remove(path);
      return isWhole;
    },
    exclusively: (work, onWait) => withLock(`${folder}/lock`, { work, onWait }),
  };
}
