import { InputError } from "../errors.ts";
import type { Events } from "./event_source.ts";

/**
 * Passes events on if there are any.
 *
 * @throws {InputError} naming the source and what was dropped.
 */
export function requireEvents(events: Events, name: string): Events {
  if (events.frame.height > 0) return events;
  const reasons = Object.entries(events.dropped)
    .map(([reason, rows]) => `${rows} rows: ${reason}`);
  const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
  throw new InputError(`${name} holds no events${why}`);
}
