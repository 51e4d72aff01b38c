import assert from "node:assert/strict";
import fc from "fast-check";
import { Blend } from "../../src/recommend/blend.ts";
import {
  type Predictions,
  type Recommender,
  UNSEEN_RANK,
} from "../../src/recommend/recommender.ts";
import { makeSequences } from "./make_sequences.ts";

/** Gives every target the same scores, by item from 2 on. */
function fixed(name: string, scores: readonly number[]): Recommender {
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!);
  const list = (k: number) => order.slice(0, k);
  return {
    name,
    predict({ items, targets }, k): Promise<Predictions> {
      const labels = items.filter((_, at) => targets[at] === 1);
      const width = Math.min(k, scores.length);
      return Promise.resolve({
        ranks: labels.map((label) =>
          label < 2
            ? UNSEEN_RANK
            : scores.filter((it) => it >= scores[label - 2]!).length
        ),
        top: Int32Array.from(
          [...labels].flatMap(() => list(width)),
          (it) => it + 2,
        ),
        scores: Float32Array.from(
          [...labels].flatMap(() => list(width)),
          (it) => scores[it]!,
        ),
        k: width,
      });
    },
    recommend({ offsets }, { k }) {
      return Promise.resolve([...offsets.subarray(1)].map(() => ({
        items: Int32Array.from(list(k), (it) => it + 2),
        scores: Float32Array.from(list(k), (it) => scores[it]!),
      })));
    },
  };
}

// Softmax over the model's list: 8/12, 3/12, 1/12 for items 2, 3, 4.
const MODEL = fixed("gru", [8, 3, 1, 0.5, 0.25, 0.1].map(Math.log));
/** Votes for items 6 and 3. */
const NEIGHBOURS = fixed("vsknn", [0, 1, 0, 0, 3, 0]);
const OPTIONS = { itemCount: 6, depth: 3 };
/** A target of each item. */
const TARGETS = makeSequences([[2, 2], [2, 3], [2, 4], [2, 5], [2, 6], [
  2,
  7,
]]);

Deno.test("Blend ranks the items of either list by the mixture of the logs of their shares", async () => {
  const blend = new Blend(MODEL, NEIGHBOURS, { weight: 0.5, ...OPTIONS });
  // Products of the shares, of those listed once with half of the other's last:
  // 2: 2/3 · 1/8, 3: 1/4 · 1/4, 6: 1/24 · 3/4, 4: 1/12 · 1/8.
  const [ranking] = await blend.recommend(makeSequences([[2]]), { k: 3 });
  assert.deepEqual([...ranking!.items], [2, 3, 6]);
  [1 / 12, 1 / 16, 1 / 32].forEach((product, at) =>
    assert.ok(Math.abs(ranking!.scores[at]! - Math.log(product) / 2) < 1e-6)
  );
  const { ranks, top, scores, k } = await blend.predict(TARGETS, 2);
  assert.deepEqual([...top.subarray(0, k)], [2, 3]);
  assert.ok(Math.abs(scores[0]! - Math.log(1 / 12) / 2) < 1e-6);
  assert.deepEqual([ranks[0], ranks[1], ranks[2], ranks[4]], [1, 2, 4, 3]);
});

Deno.test("Blend ranks what stands in neither list as the model does, behind all that do", async () => {
  const blend = new Blend(MODEL, NEIGHBOURS, { weight: 0.5, ...OPTIONS });
  const { ranks } = await blend.predict(TARGETS, 2);
  // The model ranks 5 fourth; 6, which it ranks fifth, moves ahead of it. It
  // ranks 7 sixth of six.
  assert.deepEqual([ranks[3], ranks[5]], [5, 6]);
});

Deno.test("Blend counts ties against itself", async () => {
  const blend = new Blend(MODEL, fixed("none", [0, 0, 0, 0, 0, 0]), {
    weight: 1,
    ...OPTIONS,
  });
  const { ranks, top } = await blend.predict(TARGETS, 3);
  assert.deepEqual([...ranks.subarray(0, 3)], [3, 3, 3]);
  assert.deepEqual([...top.subarray(0, 3)], [2, 3, 4]);
});

Deno.test("Blend without weight is the model, in lists and ranks within its depth", () =>
  fc.assert(fc.asyncProperty(
    fc.array(fc.integer({ min: -20, max: 20 }), {
      minLength: 6,
      maxLength: 6,
    }),
    fc.array(fc.nat({ max: 5 }), { minLength: 6, maxLength: 6 }),
    fc.integer({ min: 1, max: 6 }),
    async (logits, votes, depth) => {
      const model = fixed("gru", logits);
      const blend = new Blend(model, fixed("vsknn", votes), {
        weight: 0,
        itemCount: 6,
        depth,
      });
      const k = Math.min(depth, 3);
      const alone = await model.predict(TARGETS, k);
      const mixed = await blend.predict(TARGETS, k);
      assert.deepEqual(mixed.top, alone.top);
      const within = (ranks: Int32Array) =>
        [...ranks].map((it) => it <= depth ? it : "beyond");
      const lists = await model.predict(TARGETS, depth);
      // A tie at the list's end counts only among those that are listed.
      const tiedAtEnd = lists.scores[depth - 1]! ===
        [...logits].sort((a, b) => b - a)[depth];
      if (!tiedAtEnd) {
        assert.deepEqual(within(mixed.ranks), within(alone.ranks));
      }
    },
  )));

Deno.test("Blend predicts many sessions as it predicts each", async () => {
  const sessions = Array.from({ length: 8200 }, (_, at) => [2, 2 + at % 6]);
  const blend = new Blend(MODEL, NEIGHBOURS, { weight: 0.5, ...OPTIONS });
  const { ranks } = await blend.predict(makeSequences(sessions), 1);
  assert.equal(ranks.length, 8200);
  assert.deepEqual([...ranks.subarray(0, 6)], [1, 2, 4, 5, 3, 6]);
  // The last are predicted in a part of their own.
  assert.deepEqual([...ranks.subarray(8196)], [1, 2, 4, 5]);
});

Deno.test("Blend recommends for more sessions than a call takes arguments", async () => {
  const sessions = Array.from({ length: 150_000 }, (_, at) => [2 + at % 6]);
  const blend = new Blend(MODEL, NEIGHBOURS, { weight: 0.5, ...OPTIONS });
  const rankings = await blend.recommend(makeSequences(sessions), {
    k: 1,
    excludeSeen: true,
  });
  assert.equal(rankings.length, 150_000);
  assert.ok(!rankings.some(({ items }, at) => items[0] === 2 + at % 6));
});

Deno.test("Blend.ranksAt() gives the ranks of each weight at once", async () => {
  const weights = [0, 0.5, 1];
  const at = await new Blend(MODEL, NEIGHBOURS, { weight: 0, ...OPTIONS })
    .ranksAt(TARGETS, weights);
  for (const [place, weight] of weights.entries()) {
    const blend = new Blend(MODEL, NEIGHBOURS, { weight, ...OPTIONS });
    assert.deepEqual(at[place], (await blend.predict(TARGETS, 1)).ranks);
  }
});
