import type pl from "nodejs-polars";
import { flagColumn, int32Column, keepRows } from "./columns.ts";

/**
 * Drops an event on the same item as the event before it in its session, unless
 * it is the cart event.
 */
export function dropRepeats(frame: pl.DataFrame): pl.DataFrame {
  const session = int32Column(frame, "session");
  const item = int32Column(frame, "item");
  const cart = flagColumn(frame, "cart");
  const keep = new Uint8Array(item.length).fill(1);
  for (let row = 1; row < item.length; row++) {
    const isRepeat = session[row] === session[row - 1] &&
      item[row] === item[row - 1];
    if (isRepeat && cart[row] === 0) keep[row] = 0;
  }
  return keepRows(frame, keep);
}
