import assert from "node:assert/strict";
import { drawVisitTimes } from "../../../src/events/demo/visit_times.ts";
import { seededPrng } from "../../../src/random.ts";

Deno.test("drawVisitTimes() rise, with more visits on Sundays and in the evening", () => {
  const times = drawVisitTimes(20_000, { days: 14, prng: seededPrng(1) });
  assert.deepEqual(times, times.toSorted());
  assert.ok(times[0]! >= 0 && times.at(-1)! < 14 * 86_400_000);
  const count = (test: (time: number) => boolean) => times.filter(test).length;
  const onDay = (day: number) =>
    count((time) => Math.floor(time / 86_400_000) % 7 === day);
  assert.ok(onDay(6) > 1.3 * onDay(0), `${onDay(6)} and ${onDay(0)}`);
  const atHour = (hour: number) =>
    count((time) => Math.floor(time / 3_600_000) % 24 === hour);
  assert.ok(atHour(20) > 5 * atHour(3), `${atHour(20)} and ${atHour(3)}`);
});
