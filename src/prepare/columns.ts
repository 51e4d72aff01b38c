/**
 * The bridge between Polars and typed arrays. A column crosses it in a few
 * milliseconds per million rows, and what runs over a session's neighbouring
 * rows (repeats, positions, lengths) is many times faster in a plain loop than
 * as a window function. Loops count rows up: `for … of` and `map` over millions
 * of them take five times as long.
 */
import pl from "nodejs-polars";

/** A column without nulls as 32-bit integers. */
export function int32Column(frame: pl.DataFrame, name: string): Int32Array {
  return column(frame, name, pl.Int32) as Int32Array;
}

/** A column without nulls as 64-bit floats. */
export function float64Column(frame: pl.DataFrame, name: string): Float64Array {
  return column(frame, name, pl.Float64) as Float64Array;
}

/** A column without nulls as 32-bit floats. */
export function float32Column(frame: pl.DataFrame, name: string): Float32Array {
  return column(frame, name, pl.Float32) as Float32Array;
}

/** A Boolean or UInt8 column without nulls as 0 and 1. */
export function flagColumn(frame: pl.DataFrame, name: string): Uint8Array {
  return column(frame, name, pl.UInt8) as Uint8Array;
}

function column(frame: pl.DataFrame, name: string, dtype: pl.DataType) {
  const series = frame.getColumn(name);
  return (series.dtype.equals(dtype) ? series : series.cast(dtype))
    .toTypedArray();
}

/** How many codes there are: one more than the largest. */
export function codeCount(codes: Int32Array): number {
  let largest = -1;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! > largest) largest = codes[row]!;
  }
  return largest + 1;
}

/** The frame with one column added or replaced. */
export function withColumn(
  frame: pl.DataFrame,
  name: string,
  values: Int32Array | Float64Array | Float32Array | Uint8Array,
): pl.DataFrame {
  return frame.withColumns(pl.Series(name, values));
}

/** The rows whose mark is 1. */
export function keepRows(frame: pl.DataFrame, keep: Uint8Array): pl.DataFrame {
  if (!keep.includes(0)) return frame;
  return frame.filter(pl.Series("keep", keep).cast(pl.Bool));
}

/** The rows at these positions, in this order. */
export function takeRows(
  frame: pl.DataFrame,
  rows: Uint32Array,
): pl.DataFrame {
  return frame.select(pl.all().gather(pl.Series("rows", rows)));
}
