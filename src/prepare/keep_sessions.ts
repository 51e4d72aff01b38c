import type pl from "nodejs-polars";
import { keepRows } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/** Keeps the sessions, given as rows `start` up to `end`, that pass a test. */
export function keepSessions(
  frame: pl.DataFrame,
  test: (start: number, end: number) => boolean,
): pl.DataFrame {
  const offsets = sessionOffsets(frame);
  const keep = new Uint8Array(frame.height);
  for (let s = 1; s < offsets.length; s++) {
    const start = offsets[s - 1]!;
    const end = offsets[s]!;
    if (test(start, end)) keep.fill(1, start, end);
  }
  return keepRows(frame, keep);
}
