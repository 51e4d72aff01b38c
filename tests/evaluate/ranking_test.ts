import assert from "node:assert/strict";
import fc from "fast-check";
import { rankingMetrics } from "../../src/evaluate/ranking.ts";
import { UNSEEN_RANK } from "../../src/recommend/recommender.ts";

const ranksOf = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(UNSEEN_RANK)),
  { minLength: 1, maxLength: 30 },
).map((ranks) => Int32Array.from(ranks));

Deno.test("rankingMetrics() of ranks 1, 2 and 4 at cut-off 2", () => {
  assert.deepEqual(rankingMetrics(Int32Array.of(1, 2, 4), [2]), {
    "recall@2": 2 / 3,
    "hit_rate@2": 2 / 3,
    "mrr@2": (1 + 1 / 2) / 3,
    "ndcg@2": (1 + 1 / Math.log2(3)) / 3,
  });
});

Deno.test("rankingMetrics() of rank 3 gains 1, 1/3 and 1/2 where the cut-off lets it", () => {
  const metrics = rankingMetrics(Int32Array.of(3), [2, 3]);
  assert.deepEqual(metrics, {
    "recall@2": 0,
    "hit_rate@2": 0,
    "mrr@2": 0,
    "ndcg@2": 0,
    "recall@3": 1,
    "hit_rate@3": 1,
    "mrr@3": 1 / 3,
    "ndcg@3": 1 / 2,
  });
});

Deno.test("rankingMetrics() counts an unseen target as a miss, however large the cut-off", () => {
  const metrics = rankingMetrics(Int32Array.of(1, UNSEEN_RANK), [1_000_000]);
  assert.equal(metrics["recall@1000000"], 1 / 2);
  assert.equal(metrics["mrr@1000000"], 1 / 2);
});

Deno.test("rankingMetrics() of a perfect recommender are 1", () => {
  const metrics = rankingMetrics(new Int32Array(5).fill(1), [1, 20]);
  assert.deepEqual(new Set(Object.values(metrics)), new Set([1]));
});

Deno.test("rankingMetrics() never fall as the cut-off grows", () => {
  fc.assert(
    fc.property(ranksOf, fc.integer({ min: 1, max: 40 }), (ranks, k) => {
      const metrics = rankingMetrics(ranks, [k, k + 1]);
      for (const name of ["recall", "hit_rate", "mrr", "ndcg"]) {
        assert.ok(metrics[`${name}@${k}`]! <= metrics[`${name}@${k + 1}`]!);
      }
    }),
  );
});

Deno.test("rankingMetrics() order as mrr ≤ ndcg ≤ recall = hit rate", () => {
  fc.assert(fc.property(ranksOf, (ranks) => {
    const metrics = rankingMetrics(ranks, [10]);
    assert.ok(metrics["mrr@10"]! <= metrics["ndcg@10"]!);
    assert.ok(metrics["ndcg@10"]! <= metrics["recall@10"]!);
    assert.equal(metrics["recall@10"], metrics["hit_rate@10"]);
  }));
});
