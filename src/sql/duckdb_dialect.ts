import type { Dialect, RawColumn } from "./dialect.ts";

const FLOATS = ["FLOAT", "DOUBLE"];

/** DuckDB's SQL. Types of columns are known before a query runs. */
export const duckdbDialect: Dialect = {
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  string,
  text: ({ sql, type = "VARCHAR" }) => {
    if (!FLOATS.includes(type)) return `nullif(CAST(${sql} AS VARCHAR), '')`;
    return `CASE WHEN isnan(${sql}) THEN NULL ` +
      `WHEN ${sql} = floor(${sql}) THEN CAST(TRY_CAST(${sql} AS BIGINT) AS VARCHAR) ` +
      `ELSE CAST(${sql} AS VARCHAR) END`;
  },
  number: ({ sql }) => `TRY_CAST(${sql} AS DOUBLE)`,
  isFinite: (value) => `isfinite(${value})`,
  time,
  fail: (message) => `error(${message})`,
  timestamp: (milliseconds) => `make_timestamp(${milliseconds} * 1000)`,
  isoDay: (time) => `isodow(${time})`,
  quantile: (value, share) => `quantile_cont(${value}, ${share})`,
  matches: (value, pattern) => `regexp_matches(${value}, ${string(pattern)})`,
  hash: (values) => `hash(${values.join(", ")})`,
};

function string(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function time({ sql, type = "VARCHAR" }: RawColumn, format: string): string {
  if (type.startsWith("TIMESTAMP WITH")) return `epoch_ms(${sql})`;
  if (type.startsWith("TIMESTAMP") || type === "DATE") {
    return `epoch_ms(CAST(${sql} AS TIMESTAMP))`;
  }
  if (format === "epoch_s") return epoch(sql, 1000);
  if (format === "epoch_ms") return epoch(sql, 1);
  const text = `CAST(${sql} AS VARCHAR)`;
  if (format === "iso") return `epoch_ms(TRY_CAST(${text} AS TIMESTAMPTZ))`;
  return `epoch_ms(try_strptime(${text}, ${string(format)}))`;
}

function epoch(sql: string, milliseconds: number): string {
  return `CAST(round(TRY_CAST(${sql} AS DOUBLE) * ${milliseconds}) AS BIGINT)`;
}
