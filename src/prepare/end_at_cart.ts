import type pl from "nodejs-polars";
import { flagColumn } from "./columns.ts";
import { keepSessions } from "./keep_sessions.ts";

/** (h) Keeps sessions whose last event is the cart event. */
export function endAtCart(frame: pl.DataFrame): pl.DataFrame {
  const cart = flagColumn(frame, "cart");
  return keepSessions(frame, (_start, end) => cart[end - 1] === 1);
}
