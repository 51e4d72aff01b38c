import assert from "node:assert/strict";
import { rankAmong } from "../../src/evaluate/rank_among.ts";
import { OOV } from "../../src/features/sequences.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { UNSEEN_RANK } from "../../src/recommend/recommender.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

// Item 3 has three events, 2 and 5 have two, 4 has one.
const POPULARITY = fitPopularity(
  makeSequences([[3, 2, 3], [2, 5], [5, 3, 4]]),
  { itemCount: 4 },
);

const among = (...items: number[]) =>
  Uint8Array.from({ length: 6 }, (_, item) => items.includes(item) ? 1 : 0);

Deno.test("rankAmong() counts only the items that are named, ties against the recommender", async () => {
  const test = makeSequences([[2, 4, 5], [3, 2]]);
  assert.deepEqual(
    await rankAmong(POPULARITY, test, among(2, 3, 4, 5)),
    Int32Array.of(4, 3, 3),
  );
  assert.deepEqual(
    await rankAmong(POPULARITY, test, among(2, 4, 5)),
    Int32Array.of(3, 2, 2),
  );
});

Deno.test("rankAmong() leaves a target without an index unseen", async () => {
  const ranks = await rankAmong(
    POPULARITY,
    makeSequences([[2, OOV, 3]]),
    among(3),
  );
  assert.deepEqual(ranks, Int32Array.of(UNSEEN_RANK, 1));
});

Deno.test("rankAmong() ranks in parts what does not fit at once", async () => {
  // Lists of so many items that two targets do not fit together.
  const itemCount = 5_000_000;
  const large = fitPopularity(makeSequences([[3, 2, 3]]), { itemCount });
  const isAmong = new Uint8Array(itemCount + 2);
  isAmong.set([1, 1], 2);
  const test = makeSequences([[2, 3], [3, 2], [2, 3]]);
  assert.deepEqual(
    await rankAmong(large, test, isAmong),
    Int32Array.of(1, 2, 1),
  );
});
