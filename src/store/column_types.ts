import pl from "nodejs-polars";

/** The SQL types of columns that presets name. */
export type ColumnType =
  | "VARCHAR(255)"
  | "BOOLEAN"
  | "INT"
  | "DATETIME(3)"
  | "DECIMAL(18,6)"
  | "DOUBLE";

/**
 * The SQL type of each column of a frame. Numbers are DECIMALs where each of
 * them is one exactly, as prices are; else DOUBLEs: either way what is read
 * back is what was written.
 */
export function columnTypes(frame: pl.DataFrame): Record<string, ColumnType> {
  return Object.fromEntries(
    frame.columns.map((name) => [name, columnType(frame, name)]),
  );
}

function columnType(frame: pl.DataFrame, name: string): ColumnType {
  switch (frame.getColumn(name).dtype.variant) {
    case "Utf8":
    case "String":
      return "VARCHAR(255)";
    case "Bool":
      return "BOOLEAN";
    case "Datetime":
      return "DATETIME(3)";
    case "Float32":
    case "Float64":
      return isDecimal(frame, name) ? "DECIMAL(18,6)" : "DOUBLE";
    default:
      return "INT";
  }
}

/**
 * Whether all numbers have at most six decimals and nine digits before them.
 * Millionths up to there are integers below 2^53, and dividing one by a million
 * gives the double next to the decimal: if that is the number, nothing is lost.
 * (Polars multiplies by the inverse, which is not as exact.)
 */
function isDecimal(frame: pl.DataFrame, name: string): boolean {
  const filled = pl.col(name).cast(pl.Float64).fillNull(pl.lit(0));
  const values = frame.select(filled.alias(name)).getColumn(name)
    .toTypedArray() as Float64Array;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const millionths = Math.round(value * 1e6);
    if (millionths / 1e6 !== value || Math.abs(value) >= 1e9) return false;
  }
  return true;
}
