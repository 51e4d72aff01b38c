import { Buffer } from "node:buffer";
import type { GetOptions, ObjectStore } from "./object_store.ts";
import { retry } from "./retry.ts";

/**
 * All bytes of a small object, or of a range of one; tried again where the
 * connection breaks off.
 *
 * @throws {InputError} where there is none.
 */
export async function readObject(
  store: ObjectStore,
  key: string,
  options: GetOptions = {},
): Promise<Uint8Array> {
  return await retry(async () => {
    const { body } = await store.get(key, options);
    return Buffer.concat(await Array.fromAsync(body));
  }, options);
}
