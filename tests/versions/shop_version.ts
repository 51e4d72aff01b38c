export { inTempFolder as inFolder } from "../e2e/cli.ts";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import {
  type PublishOptions,
  publishVersion,
} from "../../src/versions/publish_version.ts";
import { eventsParamsSchema } from "../../src/params/events_params.ts";
import type { Manifest, ManifestFacts } from "../../src/versions/manifest.ts";

/** What tests say of a dataset beside its parts. */
export const FACTS: Pick<ManifestFacts, "events" | "schema" | "dropped"> = {
  events: eventsParamsSchema.parse({
    format: "parquet",
    columns: { session: "session", time: { column: "time" }, item: "item" },
  }),
  schema: { session: "Utf8", time: "Int64", item: "Utf8" },
  dropped: { "missing item": 2 },
};

/** Publishes contents, a part each of as many rows as bytes. */
export async function publishShop(
  store: ObjectStore,
  contents: readonly (string | Uint8Array)[],
  options: Partial<PublishOptions> = {},
): Promise<Manifest> {
  const folder = await Deno.makeTempDir();
  try {
    const files = [];
    for (const [at, content] of contents.entries()) {
      const path = `${folder}/${at}`;
      const bytes = typeof content === "string"
        ? new TextEncoder().encode(content)
        : content;
      await Deno.writeFile(path, bytes);
      files.push({ path, rows: bytes.length });
    }
    return await publishVersion(store, files, {
      name: "shop",
      version: "v1",
      facts: FACTS,
      ...options,
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Names of a folder's entries; none where it is absent. */
export function names(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
