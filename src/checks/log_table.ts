import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import { textExpression } from "../events/canonical_columns.ts";
import { cannotRead } from "../events/read_text.ts";
import { timeExpression } from "../events/time_expression.ts";
import { codeColumn, type CodedColumn } from "../prepare/code_column.ts";
import { flagColumn, float64Column } from "../prepare/columns.ts";
import { releaseFrames } from "../prepare/release_frames.ts";
import { type LogColumn, logColumns } from "./log_columns.ts";
import type { RawLog } from "./open_log.ts";

/** A column of texts, by number: -1 where missing. */
export interface TextColumn {
  /** Tells the columns apart. */
  readonly kind: "text";
  /** Its name in the log. */
  readonly raw: string;
  /** Code of each row's value, below 0 where it is missing. */
  readonly codes: Int32Array;
  /** Each value once. */
  readonly values: readonly string[];
}

/** A column of numbers, or of times in ms since the epoch. */
export interface NumberColumn {
  /** Tells the columns apart. */
  readonly kind: "number" | "time";
  /** The column as the log calls it. */
  readonly raw: string;
  /** NaN where missing, or not to be read: `[E]`. */
  readonly values: Float64Array;
  /** 1 where there is something that cannot be read: `[E]`. */
  readonly broken: Uint8Array;
}

/** A log read leniently, by the names of the event schema. */
export interface LogTable {
  /** The log's name. */
  readonly name: string;
  /** Number of the first row, for people. */
  readonly firstRow: number;
  /** Number of rows. */
  readonly rows: number;
  /** Names and kinds of the columns. */
  readonly columns: Readonly<Record<string, TextColumn | NumberColumn>>;
  /** Raw names of columns that are not there, by our names. */
  readonly absent: Readonly<Record<string, string>>;
}

/**
 * Reads the columns that a log's parameters name. What cannot be read is marked,
 * not thrown; a column that is not there is named.
 *
 * @throws {InputError} where the file itself cannot be read.
 */
export async function logTable(
  { name, raw, events, firstRow }: RawLog,
): Promise<LogTable> {
  const wanted = "columns" in events ? logColumns(events.columns) : [];
  try {
    const { schema } = raw.limit(0).collectSync();
    const there = wanted.filter((it) => Object.hasOwn(schema, it.raw));
    const read = there.flatMap((it) => expressions(it, schema[it.raw]!));
    return {
      name,
      firstRow,
      ...await readColumns(raw.select(...read), there),
      absent: Object.fromEntries(
        wanted.filter((it) => !there.includes(it))
          .map((it) => [it.name, it.raw]),
      ),
    };
  } catch (error) {
    const known = cannotRead(name, error);
    if (known instanceof InputError) throw known;
    const reason = (error as Error).message.split("\n")[0];
    throw new InputError(`${name} cannot be read: ${reason}`, { cause: error });
  }
}

/** Name of the marks of what cannot be read. */
const broken = (name: string) => `${name} broken`;

function expressions(column: LogColumn, dtype: pl.DataType): pl.Expr[] {
  const { name, raw, kind, format = "" } = column;
  const text = textExpression(raw, dtype);
  if (kind === "text") return [text.cast(pl.Utf8).alias(name)];
  const value = kind === "time"
    ? timeExpression(raw, { format, dtype }).cast(pl.Float64)
    : (isText(dtype) ? text : pl.col(raw)).cast(pl.Float64);
  return [
    value.fillNull(pl.lit(NaN)).alias(name),
    text.isNotNull().and(value.isNull()).cast(pl.UInt8).alias(broken(name)),
  ];
}

function isText({ variant }: pl.DataType): boolean {
  return variant === "Utf8" || variant === "String";
}

/** One after the other: what a column held goes when it is read. */
async function readColumns(
  raw: pl.LazyDataFrame,
  named: readonly LogColumn[],
): Promise<Pick<LogTable, "rows" | "columns">> {
  let frame = raw.collectSync();
  const rows = frame.height;
  const columns: Record<string, TextColumn | NumberColumn> = {};
  for (const it of named) {
    columns[it.name] = readColumn(frame, it);
    frame = frame.drop(it.name);
    await releaseFrames(rows);
  }
  return { rows, columns };
}

function readColumn(
  frame: pl.DataFrame,
  { name, raw, kind }: LogColumn,
): TextColumn | NumberColumn {
  if (kind === "text") {
    const coded: CodedColumn = codeColumn(frame.getColumn(name));
    return {
      kind,
      raw,
      codes: coded.codes,
      values: coded.values.toArray() as string[],
    };
  }
  const values = float64Column(frame, name);
  // Infinity counts as missing, as it does when events are read.
  for (let row = 0; row < values.length; row++) {
    if (!Number.isFinite(values[row]!)) values[row] = NaN;
  }
  return { kind, raw, values, broken: flagColumn(frame, broken(name)) };
}
