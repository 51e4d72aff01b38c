import type pl from "nodejs-polars";
import type { ColumnsParams } from "../config.ts";
import type { EventSource } from "../events/event_source.ts";
import { RESERVED_COLUMNS } from "../events/event.ts";
import { writeParts } from "../events/write_parts.ts";
import type { FileEvents } from "./file_events.ts";

/** Events for an engine, and what reading them has dropped already. */
export interface CanonicalFiles {
  /** The canonical files. */
  readonly input: FileEvents;
  /** Whether they say which events are to be predicted. */
  readonly marked: boolean;
  /** Rows left out, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}

/**
 * Writes the events of a source that an engine cannot read by itself as Parquet
 * in the canonical schema (event.ts).
 *
 * @param folder An existing, empty folder.
 * @param keys Which columns are keys.
 */
export async function canonicalFiles(
  source: EventSource,
  { folder, keys }: { folder: string; keys: readonly string[] },
): Promise<CanonicalFiles> {
  const { frame, dropped } = await source.read();
  const files = writeParts(frame, { folder }).map(({ path }) => path);
  const columns = canonicalColumns(frame, keys);
  const events = { format: "parquet", columns } as const;
  const marked = frame.columns.includes("target");
  return { input: { events, files, name: source.name }, marked, dropped };
}

function canonicalColumns(
  frame: pl.DataFrame,
  keys: readonly string[],
): ColumnsParams {
  const has = (name: string) => frame.columns.includes(name);
  const extra = frame.columns.filter((name) =>
    !(RESERVED_COLUMNS as readonly string[]).includes(name)
  );
  const isNumber = (name: string) =>
    frame.getColumn(name).dtype.variant === "Float64";
  const named = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, name]));
  const texts = extra.filter((name) => !isNumber(name));
  return {
    ...(has("session") ? { session: "session" } : {}),
    ...(has("user") ? { user: "user" } : {}),
    time: { column: "time", format: "epoch_ms" },
    item: "item",
    ...(has("cart") ? { event: { column: "cart", cart: "true" } } : {}),
    categories: named(texts.filter((name) => !keys.includes(name))),
    keys: named(texts.filter((name) => keys.includes(name))),
    numbers: named(extra.filter(isNumber)),
  };
}
