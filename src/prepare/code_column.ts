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

function numberByAppearance(
  values: BigInt64Array | BigUint64Array,
  isNull: Uint8Array | undefined,
): { codes: Int32Array; firstRows: Uint32Array } {
  const rows = values.length;
  const halves = new Int32Array(values.buffer, values.byteOffset, rows * 2);
  const codes = new Int32Array(rows);
  const firstRows = new Uint32Array(rows);
  const table = new CodeTable();
  for (let row = 0; row < rows; row++) {
    if (isNull !== undefined && isNull[row] === 1) {
      codes[row] = -1;
      continue;
    }
    const before = table.count;
    codes[row] = table.code(halves[row * 2]!, halves[row * 2 + 1]!);
    if (table.count > before) firstRows[before] = row;
  }
  return { codes, firstRows: firstRows.slice(0, table.count) };
}

/** Values of a slot: the code plus 1 (0 = free), both halves, one to spare. */
const STRIDE = 4;

/**
 * A hash table with open addressing over 64-bit values, given as halves: a Map
 * of bigints takes ten times as long. All of a slot lies in one cache line.
 */
class CodeTable {
  count = 0;
  #slots = new Int32Array(1024 * STRIDE);
  #mask = 1023;

  /** The value's code; a new one where the value is new. */
  code(low: number, high: number): number {
    const at = this.#find(low, high);
    const found = this.#slots[at]!;
    if (found > 0) return found - 1;
    this.#put(at, { code: this.count++, low, high });
    if (this.count * 4 > this.#mask * 3) this.#grow();
    return this.count - 1;
  }

  /** Where the value stands, or the free slot where it should. */
  #find(low: number, high: number): number {
    const slots = this.#slots;
    let slot = hash(low, high) & this.#mask;
    for (;; slot = (slot + 1) & this.#mask) {
      const at = slot * STRIDE;
      if (slots[at] === 0) return at;
      if (slots[at + 1] === low && slots[at + 2] === high) return at;
    }
  }

  #put(
    at: number,
    { code, low, high }: { code: number; low: number; high: number },
  ): void {
    this.#slots[at] = code + 1;
    this.#slots[at + 1] = low;
    this.#slots[at + 2] = high;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#slots.length / STRIDE - 1;
    for (let at = 0; at < old.length; at += STRIDE) {
      if (old[at] === 0) continue;
      const [low, high] = [old[at + 1]!, old[at + 2]!];
      this.#put(this.#find(low, high), { code: old[at]! - 1, low, high });
    }
  }
}

/** Mixes 64 bits into 32: the finaliser of MurmurHash3 over both halves. */
function hash(low: number, high: number): number {
  let bits = low ^ Math.imul(high, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
