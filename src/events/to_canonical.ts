import pl from "nodejs-polars";
import type { ColumnsParams } from "../config.ts";
import { InputError } from "../errors.ts";
import {
  type CanonicalColumn,
  canonicalColumns,
  PLUS_MS,
} from "./canonical_columns.ts";
import { dropUnusable } from "./drop_unusable.ts";
import type { Events } from "./event_source.ts";

/** Options of {@link toCanonical}. */
export interface ToCanonicalOptions {
  /** What the columns are called. */
  readonly columns: ColumnsParams;
  /** Name of the source, for messages. */
  readonly name: string;
  /**
   * Number of the first row of `raw`, for messages: 2 where a file's row 1 is
   * its header. @default {1}
   */
  readonly firstRow?: number;
}

/**
 * Brings a raw frame into the canonical schema: picks and renames its columns,
 * turns ids into text, text into numbers and times into milliseconds. Rows
 * without a session (or, where there is no such column, without a user),
 * without a time or an item are dropped and counted; blank rows are not counted.
 *
 * @throws {InputError} naming the column that is missing, or the row and value
 * that is not a number or a time.
 */
export function toCanonical(
  raw: pl.LazyDataFrame,
  options: ToCanonicalOptions,
): Events {
  const columns = canonicalColumns(options.columns, {
    schema: raw.limit(0).collectSync().schema,
    name: options.name,
  });
  const frame = collect(raw, columns, options);
  if (frame.getColumn("time").nullCount() > 0) {
    throwIfBad(raw, columns, options);
  }
  return dropUnusable(frame);
}

function collect(
  raw: pl.LazyDataFrame,
  columns: readonly CanonicalColumn[],
  options: ToCanonicalOptions,
): pl.DataFrame {
  const values = columns.map(({ name, value }) => value.alias(name));
  let frame = raw.select(...values);
  if (columns.some(({ name }) => name === PLUS_MS)) {
    const time = pl.col("time").add(pl.col(PLUS_MS).cast(pl.Int64));
    frame = frame.withColumns(time.alias("time"))
      .select(
        ...columns.map(({ name }) => name).filter((it) => it !== PLUS_MS),
      );
  }
  try {
    return frame.collectSync();
  } catch (error) {
    throwIfBad(raw, columns, options);
    throw error;
  }
}

/** Looks for the first raw value that is there, but is not what is wanted. */
function throwIfBad(
  raw: pl.LazyDataFrame,
  columns: readonly CanonicalColumn[],
  { name, firstRow = 1 }: ToCanonicalOptions,
): void {
  for (const column of columns) {
    if (column.wanted === undefined) continue;
    const text = pl.col(column.raw).cast(pl.Utf8);
    const value = column.name === "time"
      ? column.value
      : pl.col(column.raw).cast(pl.Float64);
    const bad = raw.select(text.alias("found"), value.alias("value"))
      .withRowIndex("row")
      .filter(
        pl.col("found").isNotNull().and(pl.col("found").neq(pl.lit("")))
          .and(pl.col("value").isNull()),
      )
      .limit(1).collectSync();
    if (bad.height === 0) continue;
    const row = Number(bad.getColumn("row").get(0));
    const found = bad.getColumn("found").get(0);
    throw new InputError(
      `${name}, row ${
        row + firstRow
      }: ${column.raw} is "${found}", ${column.wanted} is wanted`,
    );
  }
}
