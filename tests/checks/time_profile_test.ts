import assert from "node:assert/strict";
import { timeProfile } from "../../src/checks/time_profile.ts";

const at = (day: number, hour: number) => Date.UTC(2024, 0, day, hour);

Deno.test("timeProfile() counts hours, and days that the log holds whole", () => {
  const times = Float64Array.of(
    at(1, 22),
    at(2, 3),
    at(2, 3),
    at(4, 3),
    at(5, 1),
    NaN,
    at(400, 0),
  );
  const { hours, days, spanDays } = timeProfile(times, {
    fromMs: 0,
    toMs: at(30, 0),
  });
  assert.deepEqual(days, [2, 0, 1]);
  assert.deepEqual([hours[22], hours[3], hours[1], hours[0]], [
    0.2,
    0.6,
    0.2,
    0,
  ]);
  assert.equal(spanDays, 3 + 3 / 24);
});

Deno.test("timeProfile() takes a log without times", () => {
  const none = timeProfile(Float64Array.of(NaN), { fromMs: 0, toMs: 1 });
  assert.deepEqual(none.days, []);
  assert.equal(none.spanDays, 0);
});
