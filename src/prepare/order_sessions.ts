import type pl from "nodejs-polars";
import { float64Column, takeRows, withColumn } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/**
 * Brings sessions into the order of their last events' times (into the one they
 * had where times are equal) and numbers them from 0.
 */
export function orderSessions(frame: pl.DataFrame): pl.DataFrame {
  const offsets = sessionOffsets(frame);
  const sessions = offsets.length - 1;
  const time = float64Column(frame, "time");
  const lastTime = Float64Array.from(
    { length: sessions },
    (_, s) => time[offsets[s + 1]! - 1]!,
  );
  const order = Uint32Array.from({ length: sessions }, (_, s) => s);
  order.sort((a, b) => lastTime[a]! - lastTime[b]! || a - b);
  const rows = new Uint32Array(frame.height);
  const session = new Int32Array(frame.height);
  let next = 0;
  order.forEach((s, position) => {
    for (let row = offsets[s]!; row < offsets[s + 1]!; row++) {
      session[next] = position;
      rows[next++] = row;
    }
  });
  return withColumn(takeRows(frame, rows), "session", session);
}
