import type pl from "nodejs-polars";
import { int32Column } from "./columns.ts";

/**
 * Where the sessions of a frame begin: session `s` is the rows `offsets[s]` up
 * to, but not including, `offsets[s + 1]`. A session's rows must be neighbours.
 */
export function sessionOffsets(frame: pl.DataFrame): Int32Array {
  let offsets = known.get(frame);
  if (offsets === undefined) {
    offsets = findOffsets(frame);
    known.set(frame, offsets);
  }
  return offsets;
}

/** Frames do not change, and one step after the other asks for the same one. */
const known = new WeakMap<pl.DataFrame, Int32Array>();

function findOffsets(frame: pl.DataFrame): Int32Array {
  const session = int32Column(frame, "session");
  const rows = session.length;
  const offsets = new Int32Array(rows + 1);
  let count = 0;
  for (let row = 1; row < rows; row++) {
    if (session[row] !== session[row - 1]) offsets[++count] = row;
  }
  if (rows > 0) offsets[++count] = rows;
  return offsets.slice(0, count + 1);
}
