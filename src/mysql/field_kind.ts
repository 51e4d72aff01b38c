import type { Field } from "./driver.ts";

/**
 * What values of a column are in JavaScript: numbers that a double holds
 * exactly, decimals (as text, which a double may have to round), times (as text,
 * in UTC), text (also of large integers) or bytes.
 */
export type FieldKind = "number" | "decimal" | "time" | "text" | "bytes";

/** The kind of a column by the numbers that the protocol gives its type. */
export function fieldKind({ columnType, characterSet }: Field): FieldKind {
  if (NUMBERS.has(columnType)) return "number";
  if (DECIMALS.has(columnType)) return "decimal";
  if (TIMES.has(columnType)) return "time";
  const bytes = columnType === BIT || columnType === GEOMETRY ||
    STRINGS.has(columnType) && characterSet === BINARY;
  return bytes ? "bytes" : "text";
}

/** TINYINT, SMALLINT, INT, FLOAT, DOUBLE, MEDIUMINT, YEAR. */
const NUMBERS = new Set([1, 2, 3, 4, 5, 9, 13]);
/** DECIMAL, before MySQL 5 and since. */
const DECIMALS = new Set([0, 246]);
/** TIMESTAMP, DATE, DATETIME. */
const TIMES = new Set([7, 10, 12]);
const BIT = 16;
const GEOMETRY = 255;
/** VARCHAR, the four sizes of BLOB and TEXT, VARBINARY, BINARY and CHAR. */
const STRINGS = new Set([15, 249, 250, 251, 252, 253, 254]);
/** The character set of what has none. */
const BINARY = 63;
