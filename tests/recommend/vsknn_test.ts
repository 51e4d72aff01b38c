import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { fitVsknn, type VsknnOptions } from "../../src/recommend/vsknn.ts";
import { makeSequences } from "./make_sequences.ts";
import { hasPublicSessions, readPublicSessions } from "./public_sessions.ts";

const TRAIN = makeSequences([[2, 3, 4], [2, 5], [3, 5]]);

async function scoresAfter(
  prefix: number[],
  options: Partial<VsknnOptions> = {},
): Promise<Record<string, number>> {
  const recommender = fitVsknn(TRAIN, {
    itemCount: 5,
    weighting: "div",
    sessionWeighting: "div",
    idfWeight: 0,
    ...options,
  });
  const [ranking] = await recommender
    .recommend(makeSequences([prefix]), { k: 5 });
  return Object.fromEntries(
    [...ranking!.items].map((item, at) => [item, ranking!.scores[at]!]),
  );
}

Deno.test("fitVsknn() scores items by similarity and step of the neighbours", async () => {
  // After 2, 3 the item 3 weighs 1 (step 1) and 2 weighs 1/2 (step 2). Sessions:
  // [2, 3, 4]: 1.5 / 1; [2, 5]: 0.5 / 2; [3, 5]: 1 / 1.
  assert.deepEqual(await scoresAfter([2, 3]), {
    2: 1.5 + 0.25,
    3: 1.5 + 1,
    4: 1.5,
    5: 0.25 + 1,
    6: 0,
  });
});

Deno.test("fitVsknn() weighs rare items up by their idf", async () => {
  // Item 4 stands in one of three sessions, the others in two.
  const scores = await scoresAfter([4], { idfWeight: 1 });
  assert.equal(scores[4], Math.fround(1 + Math.log(3)));
  assert.equal(scores[2], Math.fround(1 + Math.log(3 / 2)));
});

Deno.test("fitVsknn() takes a repeated item at its last event", async () => {
  // 2 at step 1 with weight 1; 3 at step 2 with weight 2/3.
  const scores = await scoresAfter([2, 3, 2]);
  assert.equal(scores[4], Math.fround(1 + 2 / 3));
  assert.equal(scores[5], Math.fround(1 + (2 / 3) / 2));
});

Deno.test("fitVsknn() asks only its neighbours, the most recent of equals", async () => {
  const scores = await scoresAfter([2], { neighbours: 1 });
  assert.deepEqual([scores[5], scores[3], scores[4]], [1, 0, 0]);
  assert.deepEqual(await scoresAfter([2], { sample: 1 }), scores);
});

Deno.test("fitVsknn() scores nothing after OOV items alone", async () => {
  const scores = await scoresAfter([OOV, OOV]);
  assert.deepEqual(new Set(Object.values(scores)), new Set([0]));
});

// What the reference implementation reaches with these parameters.
const PUBLIC = {
  yoochoose1_64: {
    options: { neighbours: 500, sample: 2500, sessionWeighting: "quadratic" },
    recall: 0.6906,
    mrr: 0.2856,
  },
  diginetica: {
    options: { neighbours: 200, sample: 2000, sessionWeighting: "div" },
    recall: 0.5158,
    mrr: 0.1823,
  },
} as const;

for (const [name, { options, recall, mrr }] of Object.entries(PUBLIC)) {
  Deno.test({
    name: `fitVsknn() reaches Recall@20 ${recall} / MRR@20 ${mrr} on ${name}`,
    ignore: !hasPublicSessions(name),
    fn: async () => {
      const { train, test, itemCount } = await readPublicSessions(name);
      const { ranks } = await fitVsknn(train, {
        itemCount,
        weighting: "log",
        idfWeight: 1,
        ...options,
      }).predict(test, 20);
      const hits = ranks.filter((rank) => rank <= 20);
      const sum = hits.reduce((sum, rank) => sum + 1 / rank, 0);
      assert.ok(Math.abs(hits.length / ranks.length - recall) < 0.003);
      assert.ok(Math.abs(sum / ranks.length - mrr) < 0.003);
    },
  });
}
