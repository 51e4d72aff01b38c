import { canonicalParams } from "../events/canonical_params.ts";
import type { EventSource } from "../events/event_source.ts";
import { writeSource } from "../prepare/write_source.ts";
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
  const { files, some, dropped } = await writeSource(source, { folder });
  const events = canonicalParams(some, { keys });
  return {
    input: { events, files: files.map(({ path }) => path), name: source.name },
    marked: some.columns.includes("target"),
    dropped,
  };
}
