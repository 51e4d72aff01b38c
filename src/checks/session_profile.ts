import type { TextColumn } from "./log_table.ts";

/** Rows of each session by its code. */
export function sessionEvents({ codes, values }: TextColumn): Int32Array {
  const events = new Int32Array(values.length);
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! >= 0) events[codes[row]!]!++;
  }
  return events;
}
