import assert from "node:assert/strict";
import { wilsonInterval } from "../../src/evaluate/wilson_interval.ts";

/** `scipy.stats.binomtest(hits, trials).proportion_ci(method="wilson")` of scipy 1.17.1. */
const GOLDEN = [
  { of: [10, 100], interval: [0.05522913706067508, 0.17436566150491345] },
  { of: [0, 20], interval: [0, 0.16112515805281935] },
  { of: [20, 20], interval: [0.8388748419471808, 1] },
] as const;

for (const { of: [hits, trials], interval } of GOLDEN) {
  Deno.test(`wilsonInterval() of ${hits} in ${trials} is scipy's`, () => {
    const found = wilsonInterval(hits, trials);
    found.forEach((end, at) => {
      assert.ok(Math.abs(end - interval[at]!) < 1e-12, String(found));
    });
  });
}
