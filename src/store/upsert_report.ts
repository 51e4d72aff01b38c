import type { Done } from "../mysql/driver.ts";

/** What writing rows changed in a table. */
export interface UpsertReport {
  /** Rows that were to be written. */
  readonly rows: number;
  /** Rows that were not there. */
  readonly inserted: number;
  /** Rows that were there with other values. */
  readonly changed: number;
}

/** Reads what the server says of an `INSERT … ON DUPLICATE KEY UPDATE`. */
export function upsertReport(
  { affectedRows, info }: Pick<Done, "affectedRows" | "info">,
  rows: number,
): UpsertReport {
  // An insert counts once, a change twice; what stays as it is does not count.
  const changed = Number(/Duplicates: (\d+)/.exec(info)?.[1] ?? 0);
  return { rows, inserted: affectedRows - 2 * changed, changed };
}
