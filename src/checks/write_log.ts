import type pl from "nodejs-polars";
import type { EventsParams } from "../config.ts";
import { cannotWrite } from "../write_whole.ts";

/**
 * Writes a raw log in the form of the one it came from, CSV or Parquet, whole or
 * not at all.
 *
 * @throws {InputError} where the disk is full or the place cannot be written.
 */
export async function writeLog(
  path: string,
  frame: pl.DataFrame,
  events: EventsParams,
): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  try {
    if (events.format === "csv") {
      frame.writeCSV(temporary, {
        separator: events.separator,
        includeHeader: events.header === undefined,
      });
    } else frame.writeParquet(temporary, { compression: "zstd" });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw cannotWrite(path, error);
  }
}
