import assert from "node:assert/strict";
import { pickMetric } from "../../src/evaluate/pick_metric.ts";

const METRICS = { "recall@5": 0.5, "mrr@5": 0 };

Deno.test("pickMetric() gives a metric's value, 0 too", () => {
  assert.equal(pickMetric(METRICS, "recall@5"), 0.5);
  assert.equal(pickMetric(METRICS, "mrr@5"), 0);
});

Deno.test("pickMetric() names what is measured where the metric is not", () => {
  for (const name of ["mrr@7", "toString"]) {
    assert.throws(() => pickMetric(METRICS, name), {
      name: "InputError",
      message:
        `Parameter evaluate.metric: "${name}" is not measured, one of recall@5, mrr@5 is wanted`,
    });
  }
});
