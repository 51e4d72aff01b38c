import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import type { CalendarColumn } from "../features/calendar.ts";
import type { CodedEvents } from "./code_events.ts";

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
  const own = pl.Series(
    "value",
    Int32Array.from({ length: VALUES }, (_, value) => value),
  ).cast(pl.Int64);
  return {
    ...events,
    frame: events.frame.withColumns(...calendar.map(calendarExpression)),
    categories: [...events.categories, ...calendar].sort(),
    values: {
      ...events.values,
      ...Object.fromEntries(calendar.map((name) => [name, own])),
    },
  };
}

/** Polars' form of calendarValue(), which serving uses. */
function calendarExpression(name: CalendarColumn): pl.Expr {
  const time = pl.col("time").cast(pl.Int64).cast(pl.Datetime("ms")).dt;
  const value = {
    day_of_week: () => time.weekday(),
    week: () => time.week(),
    month: () => time.month(),
  };
  return value[name]().cast(pl.Int32).alias(name);
}
