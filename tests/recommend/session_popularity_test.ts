import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { fitSessionPopularity } from "../../src/recommend/session_popularity.ts";
import { makeSequences } from "./make_sequences.ts";

// Item 3 has three events, 2 and 5 have two, 4 has one.
const TRAIN = makeSequences([[3, 2, 3], [2, 5], [5, 3, 4]]);
const lastOnly = (at: number, session: readonly number[]) =>
  at === session.length - 1;

async function predictAfter(prefix: number[], target: number) {
  const recommender = fitSessionPopularity(TRAIN, { itemCount: 4 });
  const test = makeSequences([[...prefix, target]], { isTarget: lastOnly });
  const { ranks, top } = await recommender.predict(test, 4);
  return { rank: ranks[0], top: [...top] };
}

Deno.test("fitSessionPopularity() ranks by count in the session", async () => {
  const { rank, top } = await predictAfter([4, 2, 4], 2);
  assert.equal(rank, 2);
  assert.deepEqual(top, [4, 2, 3, 5]);
});

Deno.test("fitSessionPopularity() orders equal counts by popularity", async () => {
  const { rank, top } = await predictAfter([4, 3], 4);
  assert.equal(rank, 2);
  assert.deepEqual(top, [3, 4, 2, 5]);
});

Deno.test("fitSessionPopularity() counts equal counts of equal popularity against itself", async () => {
  assert.equal((await predictAfter([2, 5], 2)).rank, 2);
});

Deno.test("fitSessionPopularity() ranks items outside the session by popularity, behind it", async () => {
  // 4 moves before all; then 3, then 2 and 5, which tie.
  assert.equal((await predictAfter([4], 3)).rank, 2);
  assert.equal((await predictAfter([4], 2)).rank, 4);
  // 3 stands before 2 and 5 anyhow.
  assert.equal((await predictAfter([3], 2)).rank, 3);
});

Deno.test("fitSessionPopularity() passes over OOV items of the session", async () => {
  assert.deepEqual((await predictAfter([OOV, OOV, 4], 2)).top, [4, 3, 2, 5]);
});
