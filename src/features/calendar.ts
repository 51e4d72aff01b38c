/** Columns that can be made from an event's time. */
export const CALENDAR = ["day_of_week", "week", "month"] as const;

/** A column that is made from the time. */
export type CalendarColumn = typeof CALENDAR[number];

const DAY_MS = 86_400_000;

/**
 * Value of a calendar column at a time, in UTC: `day_of_week` 1 (Monday) to 7,
 * `week` 1 to 53 as ISO 8601 counts them (a week belongs to the year of its
 * Thursday), `month` 1 to 12.
 *
 * @param timeMs Milliseconds since the epoch.
 */
export function calendarValue(column: CalendarColumn, timeMs: number): number {
  if (column === "month") return new Date(timeMs).getUTCMonth() + 1;
  const day = Math.floor(timeMs / DAY_MS);
  // Day 0, 1 January 1970, was a Thursday.
  const dayOfWeek = (((day + 3) % 7) + 7) % 7 + 1;
  return column === "day_of_week" ? dayOfWeek : week(day + 4 - dayOfWeek);
}

/** ISO week of the year, of the week with this Thursday (days since 1970). */
function week(thursday: number): number {
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const newYear = Math.floor(Date.UTC(year, 0, 1) / DAY_MS);
  return Math.floor((thursday - newYear) / 7) + 1;
}
