import { numberByAppearance } from "../prepare/number_by_appearance.ts";
import type { LogTable } from "./log_table.ts";

/**
 * Marks rows that repeat one before them in all columns. Rows are told apart by
 * 64 bits mixed of their values: of a million different rows, two are taken for
 * one with a probability below 10⁻⁷.
 */
export function repeatedRows({ rows, columns }: LogTable): Uint8Array {
  const halves = new Int32Array(2 * rows);
  for (const column of Object.values(columns)) {
    if (column.kind === "text") mixCodes(halves, column.codes);
    else mixNumbers(halves, column.values);
  }
  const { codes } = numberByAppearance(new BigInt64Array(halves.buffer));
  const marks = new Uint8Array(rows);
  let seen = 0;
  for (let row = 0; row < rows; row++) {
    if (codes[row] === seen) seen++;
    else marks[row] = 1;
  }
  return marks;
}

function mixCodes(halves: Int32Array, codes: Int32Array): void {
  for (let row = 0; row < codes.length; row++) mix(halves, row, codes[row]!);
}

function mixNumbers(halves: Int32Array, values: Float64Array): void {
  const { buffer, byteOffset } = values;
  const bits = new Int32Array(buffer, byteOffset, 2 * values.length);
  for (let row = 0; row < values.length; row++) {
    mix(halves, row, bits[2 * row]!);
    mix(halves, row, bits[2 * row + 1]!);
  }
}

/** Two different mixes of a value into what the row has so far (MurmurHash3). */
function mix(halves: Int32Array, row: number, value: number): void {
  const at = 2 * row;
  let low = Math.imul(halves[at]! ^ value, 0x85ebca6b);
  low = Math.imul(low ^ (low >>> 15), 0xc2b2ae35) + 0x27d4eb2f;
  let high = Math.imul(halves[at + 1]! + value, 0xcc9e2d51);
  high = Math.imul(high ^ (high >>> 13), 0x1b873593) + 0x165667b1;
  halves[at] = low ^ (low >>> 16);
  halves[at + 1] = high ^ (high >>> 16);
}
