import { type Fault, markRows } from "./fault.ts";
import type { TextColumn } from "./log_table.ts";
import { sessionEvents } from "./session_profile.ts";

/** Sessions that are longer than any customer's. */
export function checkSessions(
  column: TextColumn,
  maxEvents: number,
): Fault[] {
  const { raw, codes, values } = column;
  const events = sessionEvents(column);
  const longest = events.reduce((a, b) => Math.max(a, b), 0);
  if (longest <= maxEvents) return [];
  const session = values[events.indexOf(longest)];
  return [{
    rule: "long session",
    column: raw,
    found: `"${session}" has ${longest.toLocaleString("en")} events`,
    wanted: `at most ${maxEvents.toLocaleString("en")}`,
    marks: markRows(
      codes.length,
      (row) => codes[row]! >= 0 && events[codes[row]!]! > maxEvents,
    ),
  }];
}
