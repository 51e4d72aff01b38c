import assert from "node:assert/strict";
import { ksStatistic } from "../../src/drift/ks_statistic.ts";
import { goldenSamples, isClose } from "./golden.ts";

Deno.test("ksStatistic() is the largest step between the distribution functions", () => {
  // At 2 the first has 2 of 3 below, the second none of 2.
  assert.equal(
    ksStatistic(Float64Array.of(1, 2, 9), Float64Array.of(5, 6)),
    2 / 3,
  );
});

for (const { name, reference, current, statistic } of goldenSamples) {
  Deno.test(`ksStatistic() is scipy's: ${name}`, () => {
    const found = ksStatistic(reference, current);
    assert.ok(isClose(found, statistic), `${found}, ${statistic} is wanted`);
    assert.ok(isClose(ksStatistic(current, reference), statistic));
  });
}
