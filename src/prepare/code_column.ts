import pl from "nodejs-polars";
import { numberByAppearance } from "./number_by_appearance.ts";

/** A column as small whole numbers, and what they stand for. */
export interface CodedColumn {
  /** 0, 1, 2, … by first appearance, -1 where the value is null: `[E]`. */
  readonly codes: Int32Array;
  /** The value of each code, fetched when asked for. */
  readonly values: pl.Series;
}

/**
 * Numbers the distinct values of a text or integer column in the order of their
 * first appearance: comparing, counting and grouping then need no text.
 */
export function codeColumn(series: pl.Series): CodedColumn {
  const isInteger = series.dtype.equals(pl.Int64);
  const { codes, firstRows } = numberByAppearance(
    isInteger ? integerKeys(series) : textKeys(series),
    nullMarks(series),
  );
  return {
    codes,
    get values() {
      return take(series, firstRows);
    },
  };
}

/**
 * Texts are told apart by 64-bit hashes: among a million different ones, two are
 * taken for one with a probability below 10⁻⁷, and nothing else is as fast.
 */
function textKeys(series: pl.Series): BigUint64Array {
  return pl.DataFrame([series]).select(pl.col(series.name).hash())
    .getColumn(series.name).toTypedArray() as BigUint64Array;
}

/** Nulls become 0: {@link nullMarks} tells them apart. */
function integerKeys(series: pl.Series): BigInt64Array {
  const whole = series.nullCount() === 0
    ? series
    : pl.DataFrame([series]).select(
      pl.col(series.name).fillNull(pl.lit(0).cast(pl.Int64)),
    ).getColumn(series.name);
  return whole.toTypedArray() as BigInt64Array;
}

function nullMarks(series: pl.Series): Uint8Array | undefined {
  if (series.nullCount() === 0) return undefined;
  return series.isNull().cast(pl.UInt8).toTypedArray() as Uint8Array;
}

function take(series: pl.Series, rows: Uint32Array): pl.Series {
  return pl.DataFrame([series])
    .select(pl.col(series.name).gather(pl.Series("rows", rows)))
    .getColumn(series.name);
}
