import assert from "node:assert/strict";
import { hourProfile } from "../../src/checks/hour_profile.ts";

Deno.test("hourProfile() shares events among the hours of the day, before 1970 too", () => {
  const events = new Map([[-1, 1], [23, 1], [24, 2], [50, 4]]);
  const bounds = { firstMs: -1, lastMs: 50 * 3_600_000 };
  const { hours, days } = hourProfile(events, bounds);
  assert.deepEqual([hours[23], hours[0], hours[2]], [2 / 8, 2 / 8, 4 / 8]);
  assert.deepEqual(days, [1, 2]);
});

Deno.test("hourProfile() lists no days where the first and the last lie ages apart", () => {
  const events = new Map([[0, 1], [1e15, 1]]);
  const { days, hours } = hourProfile(events, {
    firstMs: 0,
    lastMs: 1e15 * 3_600_000,
  });
  assert.deepEqual(days, []);
  assert.equal(hours[0], 1 / 2);
});
