import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import { RESERVED_COLUMNS } from "../events/event.ts";
import { UNKNOWN } from "../features/unknown.ts";
import { codeColumn, type CodedColumn } from "./code_column.ts";

/**
 * Events as numbers, which every preparing step takes and gives:
 *
 * | column | type | meaning |
 * | --- | --- | --- |
 * | `session` | Int32 | absent until sessions are cut, where the data has none |
 * | `user` | Int32, -1 = anonymous | absent where the data has none |
 * | `time` | Float64 | milliseconds since the epoch |
 * | `item` | Int32 | |
 * | `cart` | UInt8 | 0 everywhere where the data does not say |
 * | `target` | UInt8 | only in given test sets |
 * | any category | Int32, -1 = unknown | |
 * | any key | Int32, -1 = unknown | dropped when events are clean |
 * | any number | Float64, NaN = missing | |
 */
export interface CodedEvents {
  /** The events, each value by its code. */
  readonly frame: pl.DataFrame;
  /** What the codes of `user`, `item`, each category and key stand for. */
  readonly values: Readonly<Record<string, pl.Series>>;
  /** Names of the category columns, in the order of the alphabet. */
  readonly categories: readonly string[];
  /** Names of the columns that cleaning may go by, but that are no features. */
  readonly keys: readonly string[];
  /** Names of the number columns, in the order of the alphabet. */
  readonly numbers: readonly string[];
}

/** Options of {@link codeEvents}. */
export interface CodeEventsOptions {
  /** Which columns are keys (`columns.keys`). @default {[]} */
  readonly keys?: readonly string[];
}

/**
 * Turns a canonical frame (event.ts) into numbers.
 *
 * @throws {InputError} where a column that every event needs is absent.
 */
export async function codeEvents(
  frame: pl.DataFrame,
  { keys = [] }: CodeEventsOptions = {},
): Promise<CodedEvents> {
  checkColumns(frame);
  const { texts, numbers } = extraColumns(frame);
  const categories = texts.filter((name) => !keys.includes(name));
  const columns: pl.Series[] = [];
  const values: Record<string, pl.Series> = {};
  for (const name of ["session", "user", "item", ...texts]) {
    if (!frame.columns.includes(name)) continue;
    const coded = codeColumn(textOrInteger(frame.getColumn(name)));
    columns.push(pl.Series(name, coded.codes));
    // A turn of the event loop: what V8 has collected so far is freed.
    await new Promise((resolve) => setTimeout(resolve));
    if (name === "session") continue;
    values[name] = categories.includes(name)
      ? withUnknown(coded).values
      : coded.values;
  }
  columns.push(...plainColumns(frame, numbers).getColumns());
  return { frame: pl.DataFrame(columns), values, categories, keys, numbers };
}

function checkColumns(frame: pl.DataFrame): void {
  const has = (name: string) => frame.columns.includes(name);
  for (const name of ["item", "time"]) {
    if (!has(name)) throw new InputError(`Events have no column ${name}`);
  }
  if (!has("session") && !has("user")) {
    throw new InputError(
      "Events have neither a column session nor a column user: one is wanted",
    );
  }
}

function extraColumns(frame: pl.DataFrame) {
  const extra = frame.columns.filter((name) =>
    !(RESERVED_COLUMNS as readonly string[]).includes(name)
  ).sort();
  const isNumber = (name: string) =>
    frame.getColumn(name).dtype.equals(pl.Float64);
  return {
    texts: extra.filter((name) => !isNumber(name)),
    numbers: extra.filter(isNumber),
  };
}

function textOrInteger(series: pl.Series): pl.Series {
  const { dtype } = series;
  const isPlain = dtype.equals(pl.Int64) || dtype.equals(pl.Utf8);
  return isPlain ? series : series.cast(pl.Utf8);
}

/** An unknown category becomes a value, so there must be a code for it. */
function withUnknown({ codes, values }: CodedColumn): CodedColumn {
  if (values.toArray().includes(UNKNOWN)) return { codes, values };
  return {
    codes,
    values: values.concat(pl.Series(values.name, [UNKNOWN], pl.Utf8)),
  };
}

/** In one piece each: rows are fetched from many in twice the time. */
function plainColumns(
  frame: pl.DataFrame,
  numbers: readonly string[],
): pl.DataFrame {
  const flag = (name: string) => pl.col(name).cast(pl.UInt8);
  const has = (name: string) => frame.columns.includes(name);
  return frame.select(
    pl.col("time").cast(pl.Float64),
    ...(has("cart") ? [flag("cart")] : [
      pl.col("time").isNull().cast(pl.UInt8).alias("cart"),
    ]),
    ...(has("target") ? [flag("target")] : []),
    ...numbers.map((name) => pl.col(name).fillNull(pl.lit(NaN))),
  ).rechunk();
}
