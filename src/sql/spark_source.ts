import type { EventsParams } from "../config.ts";
import { rawColumns } from "../events/raw_columns.ts";
import { ROW } from "./canonical_sql.ts";
import type { FileEvents } from "./file_events.ts";
import { sparkDialect } from "./spark_dialect.ts";

/** How Spark reads files. */
export interface SparkSource {
  /** Makes the table that {@link select} reads. */
  readonly table: string;
  /** Gives the raw rows, numbered in their order though not without gaps. */
  readonly select: string;
}

/** Where the rows of one block of a file begin to be numbered: there are fewer. */
const BLOCK = 2 ** 33;

/**
 * Rows of files in an order that does not depend on who reads which block:
 * blocks by file and place, in a block by the running number that Spark gives.
 *
 * @param name Of the table.
 */
export function sparkSource(
  { events, files }: Omit<FileEvents, "name">,
  name: string,
): SparkSource {
  const { quote } = sparkDialect;
  const nulls = events.format === "csv" ? events.nulls : [];
  const columns = rawColumns(events.columns).map((column) =>
    nulls.length === 0 ? quote(column) : `${
      nulls.reduce(
        (value, it) => `nullif(${value}, ${sparkDialect.string(it)})`,
        quote(column),
      )
    } AS ${quote(column)}`
  );
  const block =
    "_metadata.file_path AS file, _metadata.file_block_start AS start";
  const blocks =
    `SELECT *, row_number() OVER (ORDER BY file, start) AS number ` +
    `FROM (SELECT DISTINCT ${block} FROM ${name}) found`;
  const rows = `SELECT ${columns.join(", ")}, ${block}, ` +
    `monotonically_increasing_id() AS id FROM ${name}`;
  return {
    table: createTable(name, events, files),
    select: `SELECT rows.*, number * ${BLOCK} + id % ${BLOCK} AS ${ROW} ` +
      `FROM (${rows}) rows JOIN (${blocks}) blocks USING (file, start)`,
  };
}

function createTable(
  name: string,
  events: FileEvents["events"],
  files: readonly string[],
): string {
  const { string, quote } = sparkDialect;
  const parquet = { mergeSchema: "true", pathGlobFilter: "*.parquet" };
  const header = events.format === "csv" ? events.header : undefined;
  const schema = header === undefined
    ? ""
    : ` (${header.map((it) => `${quote(it)} STRING`).join(", ")})`;
  const options = {
    path: toUri(files),
    ...(events.format === "csv" ? csvOptions(events) : parquet),
  };
  return `CREATE TABLE ${name}${schema} USING ${
    events.format === "csv" ? "csv" : "parquet"
  } OPTIONS (${
    Object.entries(options).map(([key, it]) => `${key} ${string(it)}`)
      .join(", ")
  })`;
}

function csvOptions(
  { header, separator }: Extract<EventsParams, { format: "csv" }>,
) {
  const quoted = { quote: '"', escape: '"' };
  return { header: String(header === undefined), sep: separator, ...quoted };
}

/** A local path as Hadoop knows it; addresses stay as they are. Parts have one folder. */
function toUri([first, ...more]: readonly string[]): string {
  const path = more.length === 0
    ? first!
    : first!.slice(0, first!.lastIndexOf("/"));
  return path.includes("://") ? path : `file://${path}`;
}
