import pl from "nodejs-polars";

/** RFC 3339, where a date alone or a time without a zone means UTC. */
const ISO_PATTERN =
  "^\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?)?$";

/**
 * An expression that turns a column into milliseconds since the epoch (UTC, as
 * Int64); null where the value cannot be read. Columns that are dates or times
 * already need no format.
 *
 * @param format `iso`, `epoch_s`, `epoch_ms` or a strftime pattern.
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
  return toMilliseconds(parse(text, format));
}

/** Float64 holds every millisecond of the next 280,000 years exactly. */
function epoch(value: pl.Expr, milliseconds: number): pl.Expr {
  return value.cast(pl.Float64).mul(pl.lit(milliseconds)).round(0)
    .cast(pl.Int64);
}

function isoTime(text: pl.Expr): pl.Expr {
  const joined = text.str.replace(" ", "T");
  const zoned = toMilliseconds(parse(joined, "%+"));
  const naive = toMilliseconds(parse(joined, "%Y-%m-%dT%H:%M:%S%.f"));
  const date = toMilliseconds(parse(joined, "%Y-%m-%d"));
  // Polars finds a pattern anywhere in a text, so the whole is checked first.
  return pl.when(text.str.contains(ISO_PATTERN))
    .then(zoned.fillNull(naive).fillNull(date))
    .otherwise(pl.lit(null));
}

/** `strptime` ignores the unit it is given: the result is in microseconds. */
function parse(text: pl.Expr, format: string): pl.Expr {
  return text.str.strptime(pl.Datetime("ms"), format);
}

function toMilliseconds(time: pl.Expr): pl.Expr {
  return time.cast(pl.Datetime("ms")).cast(pl.Int64);
}
