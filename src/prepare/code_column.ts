import pl from "nodejs-polars";

/** A column as small whole numbers, and what they stand for. */
export interface CodedColumn {
  /** 0, 1, 2, … by first appearance, -1 where the value is null: `[E]`. */
  readonly codes: Int32Array;
  /** The value of each code. */
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
  return { codes, values: take(series, firstRows) };
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

/**
 * A hash table with open addressing over the 64-bit values, read as halves: a
 * Map of bigints takes ten times as long.
 */
function numberByAppearance(
  values: BigInt64Array | BigUint64Array,
  isNull: Uint8Array | undefined,
): { codes: Int32Array; firstRows: Uint32Array } {
  const rows = values.length;
  const halves = new Int32Array(values.buffer, values.byteOffset, rows * 2);
  const codes = new Int32Array(rows);
  const firstRows = new Uint32Array(rows);
  let slots = new Int32Array(1024).fill(-1);
  let count = 0;
  const find = (low: number, high: number): number => {
    const mask = slots.length - 1;
    let slot = hash(low, high) & mask;
    for (;; slot = (slot + 1) & mask) {
      const code = slots[slot]!;
      if (code < 0) return slot;
      const row = firstRows[code]! * 2;
      if (halves[row] === low && halves[row + 1] === high) return slot;
    }
  };
  const grow = () => {
    slots = new Int32Array(slots.length * 4).fill(-1);
    for (let code = 0; code < count; code++) {
      const row = firstRows[code]! * 2;
      slots[find(halves[row]!, halves[row + 1]!)] = code;
    }
  };
  for (let row = 0; row < rows; row++) {
    if (isNull !== undefined && isNull[row] === 1) {
      codes[row] = -1;
      continue;
    }
    let slot = find(halves[row * 2]!, halves[row * 2 + 1]!);
    if (slots[slot]! < 0) {
      if (count * 2 >= slots.length) {
        grow();
        slot = find(halves[row * 2]!, halves[row * 2 + 1]!);
      }
      firstRows[count] = row;
      slots[slot] = count++;
    }
    codes[row] = slots[slot]!;
  }
  return { codes, firstRows: firstRows.slice(0, count) };
}

/** Mixes 64 bits into 32: the finaliser of MurmurHash3 over both halves. */
function hash(low: number, high: number): number {
  let bits = low ^ Math.imul(high, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
