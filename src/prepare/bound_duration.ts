import type pl from "nodejs-polars";
import { float64Column } from "./columns.ts";
import { keepSessions } from "./keep_sessions.ts";

/** (j) Drops sessions that last longer than this, first event to last. */
export function boundDuration(
  frame: pl.DataFrame,
  maxMinutes: number,
): pl.DataFrame {
  const time = float64Column(frame, "time");
  const mostMs = maxMinutes * 60_000;
  return keepSessions(
    frame,
    (start, end) => time[end - 1]! - time[start]! <= mostMs,
  );
}
