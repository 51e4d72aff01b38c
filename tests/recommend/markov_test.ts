import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import { makeSequences } from "./make_sequences.ts";
import { hasPublicSessions, readPublicSessions } from "./public_sessions.ts";

// After 2: 3 twice, 4 and 5 once each. 5 has three events, 4 has two.
const TRAIN = makeSequences([[2, 3], [2, 4], [2, 3], [2, 5], [5, 5], [6, 4]]);

Deno.test("fitMarkov() ranks by the count of direct successors", async () => {
  const recommender = fitMarkov(TRAIN, { itemCount: 5 });
  const test = makeSequences([[2, 3], [6, 4], [5, 5]]);
  assert.deepEqual([...(await recommender.predict(test, 1)).ranks], [1, 1, 1]);
});

Deno.test("fitMarkov() orders equal counts by popularity", async () => {
  const recommender = fitMarkov(TRAIN, { itemCount: 5 });
  const test = makeSequences([[2, 5], [2, 4]]);
  const { ranks, top, k } = await recommender.predict(test, 3);
  assert.deepEqual([...ranks], [2, 3]);
  assert.deepEqual([...top.subarray(0, k)], [3, 5, 4]);
});

Deno.test("fitMarkov() ranks what it has not scored at the end of the catalogue", async () => {
  const recommender = fitMarkov(TRAIN, { itemCount: 5 });
  const test = makeSequences([[2, 6], [3, 2], [OOV, 2]]);
  assert.deepEqual([...(await recommender.predict(test, 1)).ranks], [5, 5, 5]);
});

Deno.test("fitMarkov() fills its lists with popular items", async () => {
  const recommender = fitMarkov(TRAIN, { itemCount: 5 });
  const [afterSix, afterOov] = await recommender.recommend(
    makeSequences([[6], [2, OOV]]),
    { k: 3 },
  );
  assert.deepEqual([...afterSix!.items], [4, 2, 5]);
  assert.deepEqual([...afterSix!.scores.subarray(1)], [0, 0]);
  assert.deepEqual([...afterOov!.items], [2, 5, 3]);
});

Deno.test("fitMarkov() keeps the successors that came first where equal counts straddle the limit", async () => {
  const recommender = fitMarkov(TRAIN, { itemCount: 5, successors: 2 });
  const test = makeSequences([[2, 3], [2, 4], [2, 5]]);
  assert.deepEqual([...(await recommender.predict(test, 1)).ranks], [1, 2, 5]);
});

Deno.test("fitMarkov() learns nothing across sessions or OOV items", async () => {
  const train = makeSequences([[2, OOV, 3], [4, 2]]);
  const recommender = fitMarkov(train, { itemCount: 3 });
  const test = makeSequences([[2, 3], [3, 4]]);
  assert.deepEqual([...(await recommender.predict(test, 1)).ranks], [3, 3]);
});

for (
  const [name, recall, mrr] of [
    ["yoochoose1_64", 0.6478, 0.2971],
    ["diginetica", 0.3361, 0.1277],
  ] as const
) {
  Deno.test({
    name: `fitMarkov() reaches Recall@20 ${recall} / MRR@20 ${mrr} on ${name}`,
    ignore: !hasPublicSessions(name),
    fn: async () => {
      const { train, test, itemCount } = await readPublicSessions(name);
      const { ranks } = await fitMarkov(train, { itemCount }).predict(test, 20);
      const hits = ranks.filter((rank) => rank <= 20);
      const sum = hits.reduce((sum, rank) => sum + 1 / rank, 0);
      assertWithin(hits.length / ranks.length, recall, 0.002);
      assertWithin(sum / ranks.length, mrr, 0.002);
    },
  });
}

function assertWithin(actual: number, wanted: number, tolerance: number) {
  assert.ok(
    Math.abs(actual - wanted) <= tolerance,
    `${actual} is not within ${tolerance} of ${wanted}`,
  );
}
