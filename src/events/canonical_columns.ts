import pl from "nodejs-polars";
import type { ColumnsParams } from "../config.ts";
import { InputError } from "../errors.ts";
import { timeExpression } from "./time_expression.ts";

/** How one canonical column is made of a raw one. */
export interface CanonicalColumn {
  /** Name in the canonical frame. */
  readonly name: string;
  /** Name in the file. */
  readonly raw: string;
  /** The canonical value; null or an error where the raw one does not fit. */
  readonly value: pl.Expr;
  /** What a value must be, for messages; absent where every value fits. */
  readonly wanted?: string;
}

/**
 * The columns of the canonical frame (event.ts), in its order.
 *
 * @param schema Types of the raw columns by name.
 * @throws {InputError} naming the first column that is missing.
 */
export function canonicalColumns(
  columns: ColumnsParams,
  { schema, name }: {
    readonly schema: Readonly<Record<string, pl.DataType>>;
    readonly name: string;
  },
): CanonicalColumn[] {
  const dtype = (column: string): pl.DataType => {
    const found = schema[column];
    if (found !== undefined) return found;
    throw new InputError(
      `${name}: column "${column}" is missing, there are ${
        Object.keys(schema).join(", ")
      }`,
    );
  };
  const text = (name: string, raw: string): CanonicalColumn => ({
    name,
    raw,
    value: textExpression(raw, dtype(raw)),
  });
  const number = (name: string, raw: string): CanonicalColumn => ({
    name,
    raw,
    value: numberExpression(raw, dtype(raw)),
    wanted: "a number",
  });
  const { session, user, time, item, event } = columns;
  return [
    ...(session === undefined ? [] : [text("session", session)]),
    ...(user === undefined ? [] : [text("user", user)]),
    {
      name: "time",
      raw: time.column,
      value: timeExpression(time.column, {
        format: time.format,
        dtype: dtype(time.column),
      }),
      wanted: `a time (${time.format})`,
    },
    ...(time.plusMs === undefined ? [] : [number(PLUS_MS, time.plusMs)]),
    text("item", item),
    ...(event === undefined ? [] : [{
      name: "cart",
      raw: event.column,
      value: textExpression(event.column, dtype(event.column))
        .eq(pl.lit(event.cart)).fillNull(pl.lit(false)),
    }]),
    ...Object.entries(columns.categories).map(([name, raw]) => text(name, raw)),
    ...Object.entries(columns.keys).map(([name, raw]) => text(name, raw)),
    ...Object.entries(columns.numbers).map(([name, raw]) => number(name, raw)),
  ];
}

/** Helper column: milliseconds to be added to the time. */
export const PLUS_MS = "plus ms";

/** Text, null where it is empty; whole floats (ids with gaps) lose their ".0". */
export function textExpression(column: string, dtype: pl.DataType): pl.Expr {
  const value = pl.col(column);
  switch (dtype.variant) {
    case "Utf8":
    case "String":
      return pl.when(value.eq(pl.lit(""))).then(pl.lit(null)).otherwise(value);
    case "Float32":
    case "Float64":
      return pl.when(value.eq(value.floor()))
        .then(value.cast(pl.Int64).cast(pl.Utf8))
        .otherwise(
          pl.when(value.isNan()).then(pl.lit(null))
            .otherwise(value.cast(pl.Utf8)),
        );
    default:
      return value.cast(pl.Utf8);
  }
}

/** Float64, null where it is empty, NaN or infinite; an error where it is none. */
function numberExpression(column: string, dtype: pl.DataType): pl.Expr {
  const isText = dtype.variant === "Utf8" || dtype.variant === "String";
  const raw = isText ? textExpression(column, dtype) : pl.col(column);
  const value = raw.cast(pl.Float64, true);
  return pl.when(value.isFinite()).then(value).otherwise(pl.lit(null));
}
