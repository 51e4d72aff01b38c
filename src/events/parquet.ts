import pl from "nodejs-polars";
import type { ColumnsParams } from "../config.ts";
import { InputError } from "../errors.ts";
import { concatEvents } from "./concat_events.ts";
import { digestSource } from "./digest_source.ts";
import type { Events, EventSource } from "./event_source.ts";
import { cannotRead } from "./read_text.ts";
import { requireEvents } from "./require_events.ts";
import { toCanonical } from "./to_canonical.ts";

/**
 * Events in a Parquet file, or in a folder of parts (`*.parquet`, by name).
 * Parts may differ in the types of their columns.
 */
export function parquetSource(
  path: string,
  { columns }: { readonly columns: ColumnsParams },
): EventSource {
  return {
    name: path,
    digest: async () => await digestSource(columns, await listParts(path)),
    files: () => listParts(path),
    read: async () => {
      const parts = (await listParts(path))
        .map((part) => readPart(part, columns));
      return requireEvents(concatEvents(parts), path);
    },
  };
}

/** The file, or the folder's parts in the order of their names. */
export async function listParts(path: string): Promise<string[]> {
  const { isDirectory } = await Deno.stat(path).catch((error) => {
    throw cannotRead(path, error);
  });
  if (!isDirectory) return [path];
  const parts = [...Deno.readDirSync(path)]
    .map(({ name }) => name)
    .filter((name) => name.endsWith(".parquet"))
    .sort();
  if (parts.length === 0) {
    throw new InputError(`${path} holds no .parquet file`);
  }
  return parts.map((name) => `${path}/${name}`);
}

function readPart(path: string, columns: ColumnsParams): Events {
  try {
    const raw = pl.scanParquet(path, { glob: false });
    return toCanonical(raw, { columns, name: path });
  } catch (error) {
    throw cannotRead(path, error);
  }
}
