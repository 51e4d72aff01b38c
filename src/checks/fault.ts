import type { CheckRule } from "../config.ts";

/** Something in a log that is against its schema. */
export interface Fault {
  /** The rule that is broken. */
  readonly rule: CheckRule;
  /** Name of the column in the log; absent where it is about rows as a whole. */
  readonly column?: string | undefined;
  /** What was found and what was wanted, in words. */
  readonly found: string;
  /** What the rule wants, as a text. */
  readonly wanted: string;
  /** 1 for each row that is at fault: `[E]`; absent where no single row is. */
  readonly marks?: Uint8Array | undefined;
}

/** A share as people read it. */
export function percent(share: number): string {
  const digits = share > 0 && share < 0.001 ? 3 : share < 0.1 ? 2 : 1;
  return `${(100 * share).toFixed(digits)} %`;
}

/** Marks the rows of a log for which a condition holds. */
export function markRows(
  rows: number,
  isMarked: (row: number) => boolean,
): Uint8Array {
  const marks = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) marks[row] = isMarked(row) ? 1 : 0;
  return marks;
}

/** How many rows are marked. */
export function countMarks(marks: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < marks.length; row++) count += marks[row]!;
  return count;
}
