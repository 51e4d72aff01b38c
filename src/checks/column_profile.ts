import { withoutMissing } from "../prepare/without_missing.ts";
import type { LogTable, NumberColumn, TextColumn } from "./log_table.ts";

/** What a column holds, in numbers. */
export interface ColumnProfile {
  /** Rows without a value. */
  readonly missing: number;
  /** Different values, two at most being told apart for numbers. */
  readonly distinct: number;
}

/** A column of texts. */
export interface TextProfile extends ColumnProfile {
  /** Rows by value code. */
  readonly counts: Float64Array;
  /** 1 where a value was read in a wrong encoding, by value code. */
  readonly damaged: Uint8Array;
}

/** A column of numbers. */
export interface NumberProfile extends ColumnProfile {
  /** Smallest value. */
  readonly min: number;
  /** Largest value. */
  readonly max: number;
  /** 25 %, 50 % and 75 % of the values lie below; NaN where there are none. */
  readonly quartiles: readonly [number, number, number];
}

/**
 * UTF-8 read as Latin-1 or Windows-1252, and what a decoder puts for what it
 * cannot read.
 */
export const DAMAGED =
  /\uFFFD|[ÃÂÅÄ][\u0080-\u00BF\u20AC\u2018-\u201E]|â€|Ð[\u0080-\u00BF]/;

/** Counts a column of texts. */
export function textProfile({ codes, values }: TextColumn): TextProfile {
  const counts = new Float64Array(values.length);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) missing++;
    else counts[codes[row]!]!++;
  }
  return {
    missing,
    distinct: values.length,
    counts,
    damaged: Uint8Array.from(values, (it) => DAMAGED.test(it) ? 1 : 0),
  };
}

/** Counts a column of numbers or times; what cannot be read is left out. */
export function numberProfile({ values, broken }: NumberColumn): NumberProfile {
  const rising = withoutMissing(values).sort();
  let unread = 0;
  for (let row = 0; row < broken.length; row++) unread += broken[row]!;
  const at = (share: number) =>
    rising[Math.floor(share * (rising.length - 1))] ?? NaN;
  return {
    missing: values.length - rising.length - unread,
    distinct: rising.length === 0 ? 0 : rising[0] === rising.at(-1) ? 1 : 2,
    min: at(0),
    max: at(1),
    quartiles: [at(0.25), at(0.5), at(0.75)],
  };
}

/** A text column of a log; undefined where it is not there. */
export function textOf(
  { columns }: LogTable,
  name: string,
): TextColumn | undefined {
  const column = columns[name];
  return column?.kind === "text" ? column : undefined;
}

/** A column of numbers or times of a log; undefined where it is not there. */
export function numberOf(
  { columns }: LogTable,
  name: string,
): NumberColumn | undefined {
  const column = columns[name];
  return column === undefined || column.kind === "text" ? undefined : column;
}
