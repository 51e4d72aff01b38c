import pl from "nodejs-polars";
import type { Events } from "./event_source.ts";

/** The events of at least one part, in order; what was dropped is summed. */
export function concatEvents(parts: readonly Events[]): Events {
  const dropped: Record<string, number> = {};
  for (const part of parts) {
    for (const [reason, rows] of Object.entries(part.dropped)) {
      dropped[reason] = (dropped[reason] ?? 0) + rows;
    }
  }
  const frames = parts.map(({ frame }) => frame);
  const frame = frames.length === 1 ? frames[0]! : pl.concat(frames);
  return { frame, dropped };
}
