import assert from "node:assert/strict";
import { calendarValue } from "../../src/features/calendar.ts";

Deno.test("calendarValue() counts days of the week from Monday, in UTC", () => {
  const sunday = Date.UTC(2019, 9, 6, 23, 59, 59, 999);
  assert.equal(calendarValue("day_of_week", sunday), 7);
  assert.equal(calendarValue("day_of_week", sunday + 1), 1);
  assert.equal(calendarValue("day_of_week", -1), 3, "31 December 1969");
});

Deno.test("calendarValue() counts weeks as ISO 8601, across years", () => {
  const weeks: [number, number][] = [
    [Date.UTC(2021, 0, 3), 53],
    [Date.UTC(2021, 0, 4), 1],
    [Date.UTC(2024, 11, 29), 52],
    [Date.UTC(2024, 11, 30), 1],
    [Date.UTC(1970, 0, 1), 1],
  ];
  for (const [time, week] of weeks) {
    assert.equal(calendarValue("week", time), week, new Date(time).toJSON());
  }
});

Deno.test("calendarValue() counts months from 1", () => {
  assert.equal(calendarValue("month", Date.UTC(2020, 0, 1)), 1);
  assert.equal(calendarValue("month", Date.UTC(2020, 11, 31, 23)), 12);
});
