import pl from "nodejs-polars";
import type { createHash } from "node:crypto";
import { InputError } from "../../errors.ts";
import type { Field } from "../../mysql/driver.ts";
import { fieldKind } from "../../mysql/field_kind.ts";
import { parseTime } from "./parse_time.ts";

/** Takes what a digest is made of. */
export type Hash = ReturnType<typeof createHash>;

/** Values of one column of a result, up to a number of rows. */
export interface ColumnBuffer {
  /** Puts a value, as mysql2 gives it, into a row. */
  set(row: number, value: unknown): void;
  /** Hashes the first rows and gives them as a series. */
  take(rows: number, hash: Hash): pl.Series;
}

/** Options of {@link columnBuffer}. */
export interface ColumnBufferOptions {
  /** Most rows. */
  readonly capacity: number;
  /** Name of the source, for messages. */
  readonly source: string;
  /** Whether a decimal is to be a number, not an id. @default {false} */
  readonly asNumber?: boolean;
}

/**
 * The buffer for a column by its type: numbers as Float64, times as Datetime
 * in milliseconds, anything else as text; null where there is nothing.
 *
 * @throws {InputError} for a column of bytes.
 */
export function columnBuffer(
  field: Field,
  { capacity, source, asNumber = false }: ColumnBufferOptions,
): ColumnBuffer {
  const kind = fieldKind(field);
  switch (kind) {
    case "number":
      return numberBuffer(field.name, capacity);
    case "decimal":
      return asNumber
        ? numberBuffer(field.name, capacity)
        : textBuffer(field.name, capacity);
    case "time":
      return timeBuffer(field.name, capacity);
    case "text":
      return textBuffer(field.name, capacity);
    case "bytes":
      throw new InputError(
        `${source}: column "${field.name}" holds bytes, text, a number or a ` +
          "time is wanted: read it by a query, as HEX(…) or CAST(… AS CHAR)",
      );
  }
}

function textBuffer(name: string, capacity: number): ColumnBuffer {
  const values = new Array<string | null>(capacity).fill(null);
  let nulls = 0;
  let empties = 0;
  return {
    set: (row, value) => {
      values[row] = value as string | null;
      if (value === null) nulls++;
      if (value === "") empties++;
    },
    take: (rows, hash) => {
      const taken = rows === capacity ? values : values.slice(0, rows);
      const column = { name, values: taken, nulls, empties };
      nulls = empties = 0;
      return joinedTexts(column, hash) ?? anyTexts(column, hash);
    },
  };
}

interface TextColumn {
  readonly name: string;
  readonly values: (string | null)[];
  /** How many values are null. */
  readonly nulls: number;
  /** How many values are empty texts. */
  readonly empties: number;
}

/** Hardly any text holds it. */
const SEPARATOR = "\0";

/**
 * One long text is handed over, hashed and split in half the time that its
 * values would take; undefined where the split would not give them back.
 */
function joinedTexts(
  { name, values, nulls, empties }: TextColumn,
  hash: Hash,
): pl.Series | undefined {
  if (nulls > 0 && empties > 0) return undefined;
  // A null becomes an empty text in it.
  const text = values.join(SEPARATOR);
  const series = pl.Series(name, [text], pl.Utf8).str.split(SEPARATOR)
    .explode();
  if (series.length !== values.length) return undefined;
  hash.update(text).update(nulls > 0 ? "nulls" : "texts");
  if (nulls === 0) return series;
  const isNull = pl.col(name).eq(pl.lit(""));
  const withNulls = pl.when(isNull).then(pl.lit(null)).otherwise(pl.col(name));
  return pl.DataFrame([series]).select(withNulls.alias(name))
    .getColumn(name);
}

function anyTexts({ name, values }: TextColumn, hash: Hash): pl.Series {
  // JSON tells values apart, whatever they hold.
  hash.update(JSON.stringify(values));
  return pl.Series(name, values, pl.Utf8);
}

function numberBuffer(name: string, capacity: number): ColumnBuffer {
  const values = new Float64Array(capacity);
  return {
    // A NaN is a null to the canonical frame.
    set: (row, value) => values[row] = value === null ? NaN : Number(value),
    take: (rows, hash) => floats(name, values.slice(0, rows), hash),
  };
}

function timeBuffer(name: string, capacity: number): ColumnBuffer {
  const values = new Float64Array(capacity);
  return {
    set: (row, value) =>
      values[row] = value === null ? NaN : parseTime(value as string),
    take: (rows, hash) =>
      // Not strict: a NaN becomes null.
      floats(name, values.slice(0, rows), hash).cast(pl.Int64, false)
        .cast(pl.Datetime("ms")),
  };
}

function floats(name: string, values: Float64Array, hash: Hash): pl.Series {
  hash.update(new Uint8Array(values.buffer));
  return pl.Series(name, values);
}
