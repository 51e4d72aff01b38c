/** Values told apart. */
export interface Numbered {
  /** 0, 1, 2, … by first appearance, -1 where there is no value: `[E]`. */
  readonly codes: Int32Array;
  /** The row in which each code appears first. */
  readonly firstRows: Uint32Array;
}

/**
 * Numbers 64-bit values in the order of their first appearance.
 *
 * @param isNull 1 where there is no value, whatever stands there: `[E]`.
 */
export function numberByAppearance(
  values: BigInt64Array | BigUint64Array,
  isNull?: Uint8Array,
): Numbered {
  const rows = values.length;
  const halves = new Int32Array(values.buffer, values.byteOffset, rows * 2);
  const codes = new Int32Array(rows);
  const firstRows = new Uint32Array(rows);
  let slots = new Int32Array(FIRST_SLOTS * STRIDE);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (isNull !== undefined && isNull[row] === 1) {
      codes[row] = -1;
      continue;
    }
    const at = findSlot(slots, halves, row);
    if (slots[at] === 0) {
      firstRows[count++] = row;
      fillSlot(slots, at, { code: count - 1, halves, row });
      codes[row] = count - 1;
      if (count * STRIDE > slots.length * FULL) {
        slots = grow(slots, halves, firstRows.subarray(0, count));
      }
    } else codes[row] = slots[at]! - 1;
  }
  return { codes, firstRows: firstRows.slice(0, count) };
}

/*
 * A hash table with open addressing over 64-bit values, given as halves: a Map
 * of bigints takes ten times as long. Its slots lie one after the other, each
 * with a code plus 1 (0 = free) and the halves of the code's value.
 */
const STRIDE = 3;
const FIRST_SLOTS = 1024;
const FULL = 0.75;
/** Filling tables anew costs more than memory that is not touched. */
const GROWTH = 4;

/** Where a row's value stands, or the free slot where it should. */
function findSlot(
  slots: Int32Array,
  halves: Int32Array,
  row: number,
): number {
  const low = halves[row * 2]!;
  const high = halves[row * 2 + 1]!;
  const mask = slots.length / STRIDE - 1;
  for (let slot = hash(low, high);; slot++) {
    const at = (slot & mask) * STRIDE;
    if (slots[at] === 0) return at;
    if (slots[at + 1] === low && slots[at + 2] === high) return at;
  }
}

function fillSlot(
  slots: Int32Array,
  at: number,
  { code, halves, row }: { code: number; halves: Int32Array; row: number },
): void {
  slots[at] = code + 1;
  slots[at + 1] = halves[row * 2]!;
  slots[at + 2] = halves[row * 2 + 1]!;
}

function grow(
  { length }: Int32Array,
  halves: Int32Array,
  firstRows: Uint32Array,
): Int32Array<ArrayBuffer> {
  const slots = new Int32Array(length * GROWTH);
  for (let code = 0; code < firstRows.length; code++) {
    const row = firstRows[code]!;
    fillSlot(slots, findSlot(slots, halves, row), { code, halves, row });
  }
  return slots;
}

/** Mixes 64 bits into 32: the finaliser of MurmurHash3 over both halves. */
function hash(low: number, high: number): number {
  let bits = low ^ Math.imul(high, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
