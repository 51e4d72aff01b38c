import type pl from "nodejs-polars";
import { flagColumn, int32Column, withColumn } from "./columns.ts";

/**
 * (a) Cuts sessions after each cart event. The first piece keeps its session's
 * id, the others get ids after the highest one.
 */
export function cutAtCart(frame: pl.DataFrame): pl.DataFrame {
  const session = int32Column(frame, "session");
  const cart = flagColumn(frame, "cart");
  const cut = session.slice();
  let next = session.reduce((highest, id) => Math.max(highest, id), -1) + 1;
  for (let row = 1; row < session.length; row++) {
    if (session[row] !== session[row - 1]) continue;
    cut[row] = cart[row - 1] === 1 ? next++ : cut[row - 1]!;
  }
  return withColumn(frame, "session", cut);
}
