import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { fitStan, type StanOptions } from "../../src/recommend/stan.ts";
import { makeSequences } from "./make_sequences.ts";
import { hasPublicSessions, readPublicSessions } from "./public_sessions.ts";

const TRAIN = makeSequences([[2, 3, 4], [2, 5], [3, 5]]);

/** So slow that nothing decays. */
const NEVER = 1e12;

async function scoresAfter(
  prefix: number[],
  options: Partial<StanOptions> = {},
): Promise<Record<string, number>> {
  const recommender = fitStan(TRAIN, {
    itemCount: 5,
    stepDecay: NEVER,
    ageDecay: NEVER,
    placeDecay: NEVER,
    idfWeight: 0,
    ...options,
  });
  const [ranking] = await recommender
    .recommend(makeSequences([prefix]), { k: 5 });
  return Object.fromEntries(
    [...ranking!.items].map((item, at) => [item, ranking!.scores[at]!]),
  );
}

function assertScores(
  scores: Record<string, number>,
  expected: Record<string, number>,
): void {
  for (const [item, score] of Object.entries(expected)) {
    assert.ok(Math.abs(scores[item]! - score) < 1e-6, `${item}: ${score}`);
  }
}

Deno.test("fitStan() divides what is shared by the root of a neighbour's length", async () => {
  // After 2, 3: [2, 3, 4] shares 2 of 3 items, [2, 5] and [3, 5] 1 of 2 each.
  const [long, short] = [2 / Math.sqrt(3), 1 / Math.sqrt(2)];
  assertScores(await scoresAfter([2, 3]), {
    2: long + short,
    3: long + short,
    4: long,
    5: 2 * short,
    6: 0,
  });
});

Deno.test("fitStan() lets events of the live session decay with each step", async () => {
  // 3 is the last event and weighs 1, 2 the one before it, 1/e.
  const scores = await scoresAfter([2, 3], { stepDecay: 1 });
  assertScores(scores, {
    4: (1 + Math.exp(-1)) / Math.sqrt(3),
    5: (1 + Math.exp(-1)) / Math.sqrt(2),
  });
});

Deno.test("fitStan() lets sessions decay with each that came after them", async () => {
  // Three sessions: two and one of them have come since.
  const scores = await scoresAfter([2], { ageDecay: 0.5 });
  assertScores(scores, {
    4: Math.exp(-(2 / 3) / 0.5) / Math.sqrt(3),
    5: Math.exp(-(1 / 3) / 0.5) / Math.sqrt(2),
  });
});

Deno.test("fitStan() lets a neighbour's items decay with the distance to what it shares last", async () => {
  // In [2, 3, 4] item 3 is the most recent one that is shared, at place 1.
  const scores = await scoresAfter([2, 3], { placeDecay: 2 });
  const long = 2 / Math.sqrt(3);
  assertScores(scores, { 4: long * Math.exp(-1 / 2) });
});

Deno.test("fitStan() lists no item twice where decay leaves nothing of votes", async () => {
  const recommender = fitStan(TRAIN, { itemCount: 5, placeDecay: 1e-9 });
  const [ranking] = await recommender
    .recommend(makeSequences([[3, 2]]), { k: 5 });
  assert.deepEqual([...ranking!.items].sort(), [2, 3, 4, 5, 6]);
  const { ranks } = await recommender.predict(makeSequences([[3, 2, 4]]), 5);
  assert.ok(ranks.every((rank) => rank >= 1), `${ranks}`);
});

Deno.test("fitStan() weighs rare items up by their idf", async () => {
  const scores = await scoresAfter([4], { idfWeight: 1 });
  assertScores(scores, {
    2: (1 + Math.log(3 / 2)) / Math.sqrt(3),
    4: (1 + Math.log(3)) / Math.sqrt(3),
  });
});

Deno.test("fitStan() asks the most similar of the most recent sessions", async () => {
  const scores = await scoresAfter([2], { neighbours: 1 });
  assertScores(scores, { 4: 0, 5: 1 / Math.sqrt(2) });
  assert.deepEqual(await scoresAfter([2], { sample: 1 }), scores);
});

Deno.test("fitStan() scores nothing after OOV items alone", async () => {
  const scores = await scoresAfter([OOV, OOV]);
  assert.deepEqual(new Set(Object.values(scores)), new Set([0]));
});

Deno.test({
  name: "fitStan() reaches .5249 / .1869 on diginetica, ahead of V-SKNN",
  ignore: !hasPublicSessions("diginetica"),
  fn: async () => {
    const { train, test, itemCount } = await readPublicSessions("diginetica");
    const { ranks } = await fitStan(train, { itemCount }).predict(test, 20);
    const hits = ranks.filter((rank) => rank <= 20);
    const mrr = hits.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
    assert.equal((hits.length / ranks.length).toFixed(4), "0.5249");
    assert.equal(mrr.toFixed(4), "0.1869");
  },
});
