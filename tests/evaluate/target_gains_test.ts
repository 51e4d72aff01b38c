import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { rankingMetrics } from "../../src/evaluate/ranking.ts";
import { targetGains } from "../../src/evaluate/target_gains.ts";

const RANKS = Int32Array.of(1, 2, 4);

Deno.test("targetGains() gives each target's part of the metric", () => {
  assert.deepEqual([...targetGains(RANKS, "mrr@2")], [1, 1 / 2, 0]);
  assert.deepEqual([...targetGains(RANKS, "recall@2")], [1, 1, 0]);
});

Deno.test("targetGains() have the metric as their mean", () => {
  const gains = targetGains(RANKS, "ndcg@5");
  const mean = gains.reduce((a, b) => a + b) / 3;
  assert.equal(mean, rankingMetrics(RANKS, [5])["ndcg@5"]);
});

Deno.test("targetGains() names the metrics there are where it knows none such", () => {
  for (const metric of ["precision@5", "mrr", "mrr@0", "mrr@x", "toString@5"]) {
    assert.throws(() => targetGains(RANKS, metric), {
      name: new InputError("").name,
      message:
        `Unknown metric "${metric}": one of recall@k, hit_rate@k, mrr@k, ndcg@k is wanted`,
    });
  }
});
