import pl from "nodejs-polars";
import type { EventsParams } from "../config.ts";
import type { MysqlEnvironment } from "../environment.ts";
import { canonicalParams } from "../events/canonical_params.ts";
import { demoFrame } from "../events/demo/demo_frame.ts";
import { openCsvTable } from "../events/open_csv_table.ts";
import { openSource } from "../events/open_source.ts";
import { listParts } from "../events/parquet.ts";
import { cannotRead } from "../events/read_text.ts";

/** A log as it stands, before anything is made of its columns. */
export interface RawLog {
  /** What is read, as people call it: a path, or `demo shop`. */
  readonly name: string;
  /** The rows as they come. */
  readonly raw: pl.LazyDataFrame;
  /** How its columns are read. */
  readonly events: EventsParams;
  /** Number of the first row, for people: 2 where row 1 is a CSV's header. */
  readonly firstRow: number;
}

/** Options of {@link openLog}. */
export interface OpenLogOptions {
  /** File, folder or table; the demo shop needs none. */
  readonly input?: string | undefined;
  /** Where MySQL is and who asks. */
  readonly mysql?: MysqlEnvironment | undefined;
}

/**
 * Opens a log. Of a format that is no table of columns (lines of items, MySQL)
 * the canonical frame is taken for the log.
 *
 * @throws {InputError} where there is nothing, or it cannot be read.
 */
export async function openLog(
  events: EventsParams,
  { input, mysql }: OpenLogOptions = {},
): Promise<RawLog> {
  if (events.format === "csv" && input !== undefined) {
    return await openCsv(input, events);
  }
  const isParquet = events.format === "parquet" || events.format === "demo";
  if (isParquet && input !== undefined) return await openParquet(input, events);
  if (events.format === "demo") {
    const raw = demoFrame(events.demo).lazy();
    return { name: "demo shop", raw, events, firstRow: 1 };
  }
  const source = openSource(events, {
    mysql,
    ...(input === undefined ? {} : { input }),
  });
  const { frame } = await source.read();
  const own = canonicalParams(frame, { keys: [] });
  return { name: source.name, raw: frame.lazy(), events: own, firstRow: 1 };
}

async function openCsv(
  path: string,
  events: Extract<EventsParams, { format: "csv" }>,
): Promise<RawLog> {
  const firstRow = events.header === undefined ? 2 : 1;
  const raw = await openCsvTable(path, events);
  return { name: path, raw, events, firstRow };
}

async function openParquet(
  path: string,
  events: EventsParams,
): Promise<RawLog> {
  try {
    const parts = (await listParts(path)).map((part) =>
      pl.scanParquet(part, { glob: false })
    );
    const [only] = parts;
    const raw = parts.length === 1 ? only! : pl.concat(parts);
    return { name: path, raw, events, firstRow: 1 };
  } catch (error) {
    throw cannotRead(path, error);
  }
}
