import pl from "nodejs-polars";
import type { Events } from "./event_source.ts";

/**
 * Drops the rows of a frame that cannot be events: without a session (or, where
 * there is no such column, without a user), without a time or without an item.
 * A row counts under the first of these that it lacks; blank rows do not count.
 */
export function dropUnusable(frame: pl.DataFrame): Events {
  const visit = frame.columns.includes("session") ? "session" : "user";
  const needed = [visit, "time", "item"];
  if (needed.every((name) => frame.getColumn(name).nullCount() === 0)) {
    return { frame, dropped: {} };
  }
  const values = frame.columns.filter((name) => name !== "cart");
  let unusable = frame.filter(pl.anyHorizontal(needed.map(isNull)))
    .filter(pl.anyHorizontal(values.map(isPresent)));
  const dropped: Record<string, number> = {};
  for (const name of needed) {
    const rest = unusable.filter(isPresent(name));
    const count = unusable.height - rest.height;
    if (count > 0) dropped[`missing ${name}`] = count;
    unusable = rest;
  }
  return {
    frame: frame.filter(pl.allHorizontal(needed.map(isPresent))),
    dropped,
  };
}

const isNull = (name: string): pl.Expr => pl.col(name).isNull();
const isPresent = (name: string): pl.Expr => pl.col(name).isNotNull();
