import type pl from "nodejs-polars";
import { keepRows } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/** (i) Keeps the last `count` events of each session. */
export function keepLast(frame: pl.DataFrame, count: number): pl.DataFrame {
  const offsets = sessionOffsets(frame);
  const keep = new Uint8Array(frame.height);
  for (let s = 1; s < offsets.length; s++) {
    const end = offsets[s]!;
    keep.fill(1, Math.max(offsets[s - 1]!, end - count), end);
  }
  return keepRows(frame, keep);
}
