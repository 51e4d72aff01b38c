import assert from "node:assert/strict";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { makeSequences } from "./make_sequences.ts";
import { hasPublicSessions, readPublicSessions } from "./public_sessions.ts";

// Item 3 has three events, 2 and 5 have two, 4 has one.
const TRAIN = makeSequences([[3, 2, 3], [2, 5], [5, 3, 4]]);

Deno.test("fitPopularity() ranks by training events, ties against itself", async () => {
  const recommender = fitPopularity(TRAIN, { itemCount: 4 });
  const test = makeSequences([[4, 3], [4, 2], [4, 5], [4, 4]]);
  const { ranks, top } = await recommender.predict(test, 4);
  assert.deepEqual([...ranks], [1, 3, 3, 4]);
  assert.deepEqual([...top.subarray(0, 4)], [3, 2, 5, 4]);
});

Deno.test("fitPopularity() scores by popularity", async () => {
  const recommender = fitPopularity(TRAIN, { itemCount: 4 });
  const [ranking] = await recommender.recommend(makeSequences([[4]]), { k: 4 });
  assert.deepEqual([...ranking!.scores], [0.75, 0.5, 0.5, 0.25]);
});

Deno.test({
  name: "fitPopularity() reaches .0731 / .0169 on yoochoose1_64",
  ignore: !hasPublicSessions("yoochoose1_64"),
  fn: async () => {
    const { train, test, itemCount } = await readPublicSessions(
      "yoochoose1_64",
    );
    const { ranks } = await fitPopularity(train, { itemCount })
      .predict(test, 20);
    const hits = ranks.filter((rank) => rank <= 20);
    const mrr = hits.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
    assert.equal((hits.length / ranks.length).toFixed(4), "0.0731");
    assert.equal(mrr.toFixed(4), "0.0169");
  },
});
