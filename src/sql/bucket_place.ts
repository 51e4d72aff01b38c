import type { S3Environment } from "../environment.ts";
import { openStore } from "../objects/open_store.ts";
import { RESULTS, type SparkPlace } from "./spark_place.ts";

/**
 * A new prefix below `s3a://bucket/prefix`, for a cluster that shares no folder
 * with this machine.
 *
 * @throws {InputError} where the store cannot be reached.
 */
export async function bucketPlace(
  below: string,
  s3: S3Environment,
): Promise<SparkPlace> {
  const address = `${
    below.replace(/\/+$/, "")
  }/nextcart-${crypto.randomUUID()}`;
  const store = await openStore(address.replace("s3a://", "s3://"), { s3 });
  return {
    address,
    async share(path, folder) {
      const key = `${folder}/${path.split("/").at(-1)}`;
      await store.put(key, { file: path });
      return `${address}/${key}`;
    },
    async keepScript(text) {
      await store.put("plan.sql", new TextEncoder().encode(text));
      return `${address}/plan.sql`;
    },
    async fetchResults(folder) {
      for (const { key } of await store.list(`${RESULTS}/`)) {
        const path = `${folder}/${key.slice(RESULTS.length + 1)}`;
        await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), {
          recursive: true,
        });
        const { body } = await store.get(key);
        await Deno.writeFile(path, ReadableStream.from(body));
      }
    },
    async clear() {
      for (const { key } of await store.list()) await store.delete(key);
      store[Symbol.dispose]();
    },
  };
}
