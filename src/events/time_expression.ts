import pl from "nodejs-polars";
import { exactStrptime } from "./exact_strptime.ts";

/**
 * An expression that turns a column into milliseconds since the epoch (UTC, as
 * Int64); null where the value cannot be read. Columns that are dates or times
 * already need no format.
 *
 * @param options.format `iso`, `epoch_s`, `epoch_ms` or a strftime pattern.
 * @param options.dtype Type of the column.
 */
export function timeExpression(
  column: string,
  options: { readonly format: string; readonly dtype: pl.DataType },
): pl.Expr {
  const { format, dtype } = options;
  const value = pl.col(column);
  if (dtype.variant === "Datetime" || dtype.variant === "Date") {
    return toMilliseconds(value);
  }
  if (format === "epoch_s") return epoch(value, 1000);
  if (format === "epoch_ms") return epoch(value, 1);
  const text = value.cast(pl.Utf8);
  if (format === "iso") return isoTime(text);
  return toMilliseconds(exactStrptime(text, format));
}

/** Float64 holds every millisecond of the next 280,000 years exactly. */
function epoch(value: pl.Expr, milliseconds: number): pl.Expr {
  return value.cast(pl.Float64).mul(pl.lit(milliseconds)).round(0)
    .cast(pl.Int64);
}

/** RFC 3339, where a date alone or a time without a zone means UTC. */
function isoTime(text: pl.Expr): pl.Expr {
  const joined = text.str.replace(" ", "T");
  const zoned = toMilliseconds(exactStrptime(joined, "%+"));
  const naive = exactStrptime(joined, "%Y-%m-%dT%H:%M:%S%.f");
  const date = exactStrptime(joined, "%Y-%m-%d");
  return zoned.fillNull(toMilliseconds(naive)).fillNull(toMilliseconds(date));
}

function toMilliseconds(time: pl.Expr): pl.Expr {
  return time.cast(pl.Datetime("ms")).cast(pl.Int64);
}
