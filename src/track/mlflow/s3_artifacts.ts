import { checkKey } from "../../objects/check_key.ts";
import type { ObjectStore } from "../../objects/object_store.ts";
import { retry } from "../../objects/retry.ts";
import type { ArtifactFile, ArtifactStore } from "./artifact_store.ts";

/** Artifacts in a bucket that clients of MLflow reach by themselves. */
export class S3Artifacts implements ArtifactStore {
  readonly #store: ObjectStore;

  /**
   * Keeps artifacts in a store of objects.
   *
   * @param store Of the artifact URI; disposed of together with this.
   */
  constructor(store: ObjectStore) {
    this.#store = store;
  }

  async put(name: string, path: string): Promise<void> {
    await this.#store.put(name, { file: path });
  }

  async list(): Promise<ArtifactFile[]> {
    const objects = await this.#store.list();
    return objects.map(({ key, bytes }) => ({
      name: checkKey(key),
      size: bytes,
    }));
  }

  async get({ name }: ArtifactFile, path: string): Promise<void> {
    await retry(async () => {
      const { body } = await this.#store.get(name);
      await Deno.writeFile(path, ReadableStream.from(body));
    });
  }

  /** Frees what it holds. */
  [Symbol.dispose](): void {
    this.#store[Symbol.dispose]();
  }
}
