import type pl from "nodejs-polars";
import { codeCount, flagColumn, int32Column, keepRows } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/**
 * (c) Keeps the first event of a session on each value of a column, and every
 * cart event. An unknown value is no repeat of another.
 */
export function dropDuplicates(
  frame: pl.DataFrame,
  column: string,
): pl.DataFrame {
  const value = int32Column(frame, column);
  const cart = flagColumn(frame, "cart");
  const offsets = sessionOffsets(frame);
  const keep = new Uint8Array(value.length).fill(1);
  /** The last session, counted from 1, that held the value. */
  const lastSession = new Int32Array(codeCount(value));
  for (let s = 1; s < offsets.length; s++) {
    for (let row = offsets[s - 1]!; row < offsets[s]!; row++) {
      const code = value[row]!;
      if (code < 0) continue;
      if (lastSession[code] === s && cart[row] === 0) keep[row] = 0;
      lastSession[code] = s;
    }
  }
  return keepRows(frame, keep);
}
