import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import { type CalendarColumn, calendarValue } from "../features/calendar.ts";
import type { CodedEvents } from "./code_events.ts";
import { float64Column, withColumn } from "./columns.ts";

/** Calendar values lie below this: weeks go to 53. */
const VALUES = 54;

/**
 * Adds calendar columns, made from the time in UTC, to the categories. A value
 * is its own code.
 *
 * @throws {InputError} where a category has the name of a calendar column.
 */
export function addCalendar(
  events: CodedEvents,
  calendar: readonly CalendarColumn[],
): CodedEvents {
  if (calendar.length === 0) return events;
  const taken = calendar.find((name) => events.frame.columns.includes(name));
  if (taken !== undefined) {
    throw new InputError(
      `Parameter prepare.calendar: the events have a column "${taken}" already`,
    );
  }
  const times = float64Column(events.frame, "time");
  const own = pl.Series(
    "value",
    Int32Array.from({ length: VALUES }, (_, value) => value),
  ).cast(pl.Int64);
  return {
    ...events,
    frame: calendar.reduce(
      (frame, name) => withColumn(frame, name, calendarCodes(name, times)),
      events.frame,
    ),
    categories: [...events.categories, ...calendar].sort(),
    values: {
      ...events.values,
      ...Object.fromEntries(calendar.map((name) => [name, own])),
    },
  };
}

const DAY_MS = 86_400_000;

/** The values of a column, worked out once for each day that there is. */
function calendarCodes(name: CalendarColumn, times: Float64Array): Int32Array {
  const byDay = new Map<number, number>();
  let [day, value] = [NaN, 0];
  const codes = new Int32Array(times.length);
  for (let row = 0; row < codes.length; row++) {
    const rowDay = Math.floor(times[row]! / DAY_MS);
    if (rowDay !== day) {
      day = rowDay;
      value = byDay.get(day) ?? calendarValue(name, day * DAY_MS);
      byDay.set(day, value);
    }
    codes[row] = value;
  }
  return codes;
}
