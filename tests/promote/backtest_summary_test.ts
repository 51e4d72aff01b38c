import assert from "node:assert/strict";
import { backtestSummary } from "../../src/promote/backtest_summary.ts";

const day = (...ranks: number[]) => ({
  ranks: Int32Array.from(ranks),
  sessions: Int32Array.from(ranks.keys()),
});

Deno.test("backtestSummary() compares each policy with the first, in all and by day", () => {
  const found = backtestSummary(
    new Map([
      ["fixed", [day(2, 2, 2, 2), day(4, 4)]],
      ["daily", [day(2, 2, 2, 2), day(1, 2)]],
    ]),
    { metric: "mrr@20", seed: 1 },
  );
  const [fixed, daily] = found;
  assert.equal(fixed!.value, 2.5 / 6);
  assert.equal(fixed!.lead, undefined);
  assert.equal(daily!.value, 3.5 / 6);
  assert.ok(Math.abs(daily!.lead!.difference - 1 / 6) < 1e-12);
  assert.ok(daily!.lead!.low >= 0 && daily!.lead!.high > 1 / 6);
  assert.deepEqual(daily!.days.map(({ value }) => value), [0.5, 0.75]);
  assert.deepEqual(
    daily!.days.map(({ lead }) => lead!.difference),
    [0, 0.5],
  );
  assert.ok(fixed!.low < fixed!.value && fixed!.value < fixed!.high);
});
