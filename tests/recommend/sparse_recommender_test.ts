import assert from "node:assert/strict";
import fc from "fast-check";
import { FIRST_INDEX } from "../../src/features/sequences.ts";
import { popularityOrder } from "../../src/recommend/popularity_order.ts";
import { SparseRecommender } from "../../src/recommend/sparse_recommender.ts";
import { makeSequences } from "./make_sequences.ts";

interface World {
  /** Score of each item; 0 = not scored. */
  readonly scores: number[];
  readonly support: number[];
  readonly rest: "tied" | "popularity";
}

const world = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    scores: fc.array(fc.integer({ min: 0, max: 3 }), {
      minLength: size,
      maxLength: size,
    }),
    support: fc.array(fc.integer({ min: 1, max: 4 }), {
      minLength: size,
      maxLength: size,
    }),
    rest: fc.constantFrom("tied" as const, "popularity" as const),
  })
);

function recommenderOf({ scores, support, rest }: World): SparseRecommender {
  return new SparseRecommender({
    name: "fixed",
    popularity: popularityOrder(Int32Array.of(0, 0, ...support)),
    score: (_, into) =>
      scores.forEach((score, at) => {
        if (score > 0) into.add(FIRST_INDEX + at, score);
      }),
    rest,
  });
}

/** What the sparse scores stand for, with a score for each item. */
function denseScores({ scores, support, rest }: World): number[] {
  return scores.map((score, at) =>
    score > 0 ? score : rest === "tied" ? 0 : support[at]! / 100
  );
}

Deno.test("SparseRecommender ranks as counting through a dense score of each item does", async () => {
  await fc.assert(fc.asyncProperty(world, async (it) => {
    const dense = denseScores(it);
    const test = makeSequences(dense.map((_, at) => [2, FIRST_INDEX + at]));
    const { ranks } = await recommenderOf(it).predict(test, 1);
    const wanted = dense.map((score) => dense.filter((x) => x >= score).length);
    assert.deepEqual([...ranks], wanted);
  }));
});

Deno.test("SparseRecommender lists by score, then popularity, then index", async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.integer({ min: 1, max: 14 }), async (it, k) => {
      const dense = denseScores(it);
      const [ranking] = await recommenderOf(it)
        .recommend(makeSequences([[2]]), { k });
      const wanted = dense.map((_, at) => at)
        .sort((a, b) =>
          dense[b]! - dense[a]! || it.support[b]! - it.support[a]! || a - b
        )
        .slice(0, k);
      assert.deepEqual(
        [...ranking!.items],
        wanted.map((at) => FIRST_INDEX + at),
      );
    }),
  );
});
