import assert from "node:assert/strict";
import fc from "fast-check";
import pl from "nodejs-polars";
import { CALENDAR } from "../../src/features/calendar.ts";
import { addCalendar } from "../../src/prepare/add_calendar.ts";
import { coded, column } from "./frames.ts";

function withTimes(times: readonly number[]) {
  const frame = coded({ session: times.map(() => 0) })
    .withColumns(pl.Series("time", Float64Array.from(times)));
  return { frame, values: {}, categories: ["brand"], keys: [], numbers: [] };
}

Deno.test("addCalendar() adds categories whose codes are their values", () => {
  const monday = Date.UTC(2024, 11, 30);
  const events = addCalendar(withTimes([monday]), ["week", "day_of_week"]);
  assert.deepEqual(events.categories, ["brand", "day_of_week", "week"]);
  assert.deepEqual(column(events.frame, "day_of_week"), [1]);
  assert.deepEqual(column(events.frame, "week"), [1]);
  assert.equal(Number(events.values.week!.toArray()[53]), 53);
});

Deno.test("addCalendar() gives what Polars gives for any time", () => {
  const time = fc.integer({
    min: Date.UTC(1969, 0, 1),
    max: Date.UTC(2101, 0, 1),
  });
  fc.assert(fc.property(fc.array(time, { minLength: 1 }), (times) => {
    const { frame } = addCalendar(withTimes(times), CALENDAR);
    const time = pl.col("time").cast(pl.Int64).cast(pl.Datetime("ms")).dt;
    const polars = frame.select(
      time.weekday().alias("day_of_week"),
      time.week().alias("week"),
      time.month().alias("month"),
    );
    for (const name of CALENDAR) {
      assert.deepEqual(column(frame, name), column(polars, name));
    }
  }));
});

Deno.test("addCalendar() refuses a name that the events have already", () => {
  const events = withTimes([0]);
  const frame = events.frame.withColumns(pl.lit(1).alias("week"));
  assert.throws(
    () => addCalendar({ ...events, frame }, ["week"]),
    /^InputError: Parameter prepare\.calendar: the events have a column "week" already$/,
  );
});
