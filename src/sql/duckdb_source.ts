import type { EventsParams } from "../config.ts";
import { ROW } from "./canonical_sql.ts";
import { duckdbDialect } from "./duckdb_dialect.ts";
import type { FileEvents } from "./file_events.ts";

/** Options of {@link duckdbSource}. */
export interface DuckdbSourceOptions extends Omit<FileEvents, "name"> {
  /** Of CSV: names of its columns, and whether it is compressed. */
  readonly csv?: { readonly header: readonly string[]; readonly gzip: boolean };
}

/** A query for the raw rows of files, numbered in their order from 1. */
export function duckdbSource(
  { events, files, csv }: DuckdbSourceOptions,
): string {
  const paths = list(files);
  const table = events.format === "csv"
    ? readCsv(paths, events, csv!)
    : `read_parquet(${paths}, union_by_name = true)`;
  return `SELECT row_number() OVER () AS ${ROW}, * FROM ${table}`;
}

function readCsv(
  paths: string,
  { separator, header, nulls }: Extract<EventsParams, { format: "csv" }>,
  csv: NonNullable<DuckdbSourceOptions["csv"]>,
): string {
  const { string } = duckdbDialect;
  const columns = csv.header.map((name) => `${string(name)}: 'VARCHAR'`);
  const options = {
    auto_detect: "false",
    columns: `{${columns.join(", ")}}`,
    header: String(header === undefined),
    delim: string(separator),
    quote: `'"'`,
    escape: `'"'`,
    nullstr: list(["", ...nulls]),
    compression: csv.gzip ? "'gzip'" : "'none'",
    // A row with fewer fields lacks the last ones.
    null_padding: "true",
  };
  return `read_csv(${paths}, ${
    Object.entries(options).map(([name, value]) => `${name} = ${value}`)
      .join(", ")
  })`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map((it) => duckdbDialect.string(it)).join(", ")}]`;
}
