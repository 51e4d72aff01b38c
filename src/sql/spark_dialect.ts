import { InputError } from "../errors.ts";
import type { Dialect, RawColumn } from "./dialect.ts";

/**
 * Spark's SQL. Types of columns are not known before a job runs: `typeof` tells
 * them there, and only the branch for the type that is found is evaluated.
 */
export const sparkDialect: Dialect = {
  quote: (name) => `\`${name.replaceAll("`", "``")}\``,
  string,
  text: ({ sql }) => {
    const text = `nullif(CAST(${sql} AS STRING), '')`;
    const float = `try_cast(${text} AS DOUBLE)`;
    return `CASE WHEN typeof(${sql}) NOT IN ('float', 'double') THEN ${text} ` +
      `WHEN isnan(${float}) THEN NULL ` +
      `WHEN ${float} = floor(${float}) THEN CAST(try_cast(${float} AS BIGINT) AS STRING) ` +
      `ELSE ${text} END`;
  },
  number: ({ sql }) => `try_cast(${sql} AS DOUBLE)`,
  isFinite: (value) =>
    `(NOT isnan(${value}) AND abs(${value}) <= 1.7976931348623157E308D)`,
  time,
  fail: (message) => `raise_error(${message})`,
  timestamp: (milliseconds) => `timestamp_millis(${milliseconds})`,
  isoDay: (time) => `(weekday(${time}) + 1)`,
  quantile: (value, share) => `percentile(${value}, ${share}D)`,
  matches: (value, pattern) => `${value} RLIKE ${string(pattern)}`,
  hash: (values) => `xxhash64(${values.join(", ")})`,
};

function string(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function time({ sql }: RawColumn, format: string): string {
  const text = `CAST(${sql} AS STRING)`;
  return `CASE WHEN typeof(${sql}) IN ('timestamp', 'timestamp_ntz', 'date') ` +
    `THEN unix_millis(CAST(${sql} AS TIMESTAMP)) ELSE ${
      textTime(text, format)
    } END`;
}

function textTime(text: string, format: string): string {
  if (format === "epoch_s") return epoch(text, 1000);
  if (format === "epoch_ms") return epoch(text, 1);
  if (format === "iso") return `unix_millis(try_cast(${text} AS TIMESTAMP))`;
  const pattern = string(javaPattern(format));
  return `unix_millis(try_to_timestamp(${text}, ${pattern}))`;
}

function epoch(text: string, milliseconds: number): string {
  return `CAST(round(try_cast(${text} AS DOUBLE) * ${milliseconds}) AS BIGINT)`;
}

const PATTERNS: Readonly<Record<string, string>> = {
  Y: "yyyy",
  m: "MM",
  d: "dd",
  H: "HH",
  M: "mm",
  S: "ss",
  f: "SSSSSS",
  F: "yyyy-MM-dd",
  T: "HH:mm:ss",
  z: "xx",
  "%": "%",
};

/** Turns `%Y-%m-%d UTC` into `yyyy-MM-dd' UTC'`. */
function javaPattern(format: string): string {
  return format.replaceAll(
    /%(.)|([A-Za-z' ]+)/g,
    (_, directive: string | undefined, letters: string) => {
      if (directive === undefined) {
        return `'${letters.replaceAll("'", "''")}'`;
      }
      const pattern = PATTERNS[directive];
      if (pattern !== undefined) return pattern;
      throw new InputError(
        `Time format ${format}: %${directive} is not known to Spark, ` +
          `one of %${Object.keys(PATTERNS).join(", %")} is wanted`,
      );
    },
  );
}
