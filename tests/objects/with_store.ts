import { openStore } from "../../src/objects/open_store.ts";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { service } from "../services.ts";

/** The S3 server that runs, or undefined: its tests are then skipped. */
export const s3 = await service("s3");

/** Calls with a store on a new folder, which is removed afterwards. */
export async function withFolderStore(
  call: (store: ObjectStore) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    using store = await openStore(`${folder}/store`);
    await call(store);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Calls with a store on a prefix of its own, which is emptied afterwards. */
export async function withS3Store(
  call: (store: ObjectStore) => Promise<void>,
): Promise<void> {
  const address = `s3://${s3!.bucket}/test-${crypto.randomUUID()}`;
  using store = await openStore(address, { s3: s3! });
  try {
    await call(store);
  } finally {
    await store.deleteUnfinished("");
    for (const { key } of await store.list()) await store.delete(key);
  }
}
