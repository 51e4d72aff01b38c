import type pl from "nodejs-polars";
import { float64Column, takeRows, withColumn } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/**
 * Brings sessions into the order of their last events' times (into the one they
 * had where times are equal) and numbers them from 0.
 */
export function orderSessions(frame: pl.DataFrame): pl.DataFrame {
  const offsets = sessionOffsets(frame);
  const order = lastTimeOrder(offsets, float64Column(frame, "time"));
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

function lastTimeOrder(offsets: Int32Array, time: Float64Array): Uint32Array {
  const sessions = offsets.length - 1;
  const lastTime = new Float64Array(sessions);
  const order = new Uint32Array(sessions);
  for (let s = 0; s < sessions; s++) {
    lastTime[s] = time[offsets[s + 1]! - 1]!;
    order[s] = s;
  }
  return order.sort((a, b) => lastTime[a]! - lastTime[b]! || a - b);
}
