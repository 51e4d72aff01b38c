import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { fitItemKnn } from "../../src/recommend/item_knn.ts";
import { makeSequences } from "./make_sequences.ts";
import { hasPublicSessions, readPublicSessions } from "./public_sessions.ts";

// Sessions that hold 2: four, 3: two, 4: one, 5: two; 2 and 3 share two.
const TRAIN = makeSequences([[2, 3, 2], [3, 2], [2, 4], [2], [5, 5], [5]]);

async function scoresAfter(
  prefix: number[],
  options: { neighbours?: number; regularisation: number },
): Promise<Record<string, number>> {
  const recommender = fitItemKnn(TRAIN, { itemCount: 4, ...options });
  const [ranking] = await recommender
    .recommend(makeSequences([prefix]), { k: 4 });
  return Object.fromEntries(
    [...ranking!.items].map((item, at) => [item, ranking!.scores[at]!]),
  );
}

Deno.test("fitItemKnn() scores by the cosine with the last item, itself left out", async () => {
  assert.deepEqual(await scoresAfter([5, 2], { regularisation: 0 }), {
    2: 0,
    3: Math.fround(2 / Math.sqrt(4 * 2)),
    4: Math.fround(1 / Math.sqrt(4 * 1)),
    5: 0,
  });
});

Deno.test("fitItemKnn() adds its regularisation to the sessions of both items", async () => {
  const scores = await scoresAfter([3], { regularisation: 2 });
  assert.equal(scores[2], Math.fround(2 / Math.sqrt((4 + 2) * (2 + 2))));
});

Deno.test("fitItemKnn() keeps the most similar items", async () => {
  const scores = await scoresAfter([2], { neighbours: 1, regularisation: 0 });
  assert.ok(scores[3]! > 0);
  assert.equal(scores[4], 0);
});

Deno.test("fitItemKnn() scores nothing after an OOV item", async () => {
  const scores = await scoresAfter([2, OOV], { regularisation: 0 });
  assert.deepEqual(new Set(Object.values(scores)), new Set([0]));
});

Deno.test({
  name: "fitItemKnn() reaches .5273 / .2228 on yoochoose1_64",
  ignore: !hasPublicSessions("yoochoose1_64"),
  fn: async () => {
    // Papers report .5160 / .2181, where repeats within a session count again.
    const { train, test, itemCount } = await readPublicSessions(
      "yoochoose1_64",
    );
    const { ranks } = await fitItemKnn(train, { itemCount }).predict(test, 20);
    const hits = ranks.filter((rank) => rank <= 20);
    const mrr = hits.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
    assert.equal((hits.length / ranks.length).toFixed(4), "0.5273");
    assert.equal(mrr.toFixed(4), "0.2228");
  },
});
