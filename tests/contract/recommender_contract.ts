import assert from "node:assert/strict";
import {
  FIRST_INDEX,
  OOV,
  type Sequences,
  targetCount,
} from "../../src/features/sequences.ts";
import {
  type Recommender,
  UNSEEN_RANK,
} from "../../src/recommend/recommender.ts";
import { describe, it } from "../bdd.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

export interface RecommenderContract {
  readonly name: string;
  /** Fits on sessions whose items are 2 … itemCount + 1. */
  readonly fit: (
    train: Sequences,
    options: { itemCount: number },
  ) => Recommender | Promise<Recommender>;
  /** Whether the recommender learns what follows what, not only how often. */
  readonly learnsOrder: boolean;
  /** Whether it may recommend the session's last item again. @default {true} */
  readonly repeatsLast?: boolean;
}

const ITEM_COUNT = 6;
/** The one item that is popular and follows every item, itself too. */
const FAVOURITE = 4;

/**
 * In the world of the favourite, every visit begins somewhere and then stays at
 * item 4: after `x, 4` popularity, session popularity, first-order chains,
 * neighbours and networks all must say 4, as after `4, x` those that never
 * recommend the last item must.
 */
const FAVOURITE_WORLD = Array.from({ length: 60 }, (_, at) => [
  FIRST_INDEX + at % ITEM_COUNT,
  FAVOURITE,
  FAVOURITE,
  FAVOURITE,
]);

/** In the world of the ring, item i is always followed by item i + 1. */
const RING_WORLD = Array.from(
  { length: 60 },
  (_, at) =>
    Array.from(
      { length: 4 },
      (_, step) => FIRST_INDEX + (at + step) % ITEM_COUNT,
    ),
);

/** Prefixes of many kinds: repeats, OOV at each end, nothing known at all. */
const MIXED = makeSequences([
  [2, 4, 4],
  [3, OOV, 5, 7],
  [OOV, OOV, 2],
  [6, 6, 6, 2, 4, 3],
  [5, OOV],
  [7, 2, OOV, 4],
]);

/**
 * Registers the tests that every recommender must pass: two tiny worlds with a
 * known answer, and the promises of the interface.
 */
export function testRecommender(contract: RecommenderContract): void {
  const { name, learnsOrder, repeatsLast = true } = contract;
  describe(`${name} as a Recommender`, () => {
    const test = (claim: string, run: (it: Recommender) => Promise<void>) =>
      it(claim, async () => {
        const train = makeSequences(FAVOURITE_WORLD);
        await run(await contract.fit(train, { itemCount: ITEM_COUNT }));
      });

    test("ranks the known answer first", async (recommender) => {
      const prefixes = [2, 3, 7].map((x) => repeatsLast ? [x, 4] : [4, x]);
      const sequences = makeSequences(prefixes.map((it) => [...it, 4]), {
        isTarget: (at) => at === 2,
      });
      const { ranks, top, k } = await recommender.predict(sequences, 2);
      assert.deepEqual([...ranks], [1, 1, 1]);
      assert.deepEqual([top[0], top[k], top[2 * k]], [4, 4, 4]);
    });

    if (learnsOrder) {
      it("learns what follows what", async () => {
        const train = makeSequences(RING_WORLD);
        const recommender = await contract.fit(train, {
          itemCount: ITEM_COUNT,
        });
        const { ranks } = await recommender.predict(
          makeSequences(RING_WORLD),
          1,
        );
        assert.deepEqual(new Set(ranks), new Set([1]));
      });
    }

    test("predict() gives a rank within the catalogue for each target", async (recommender) => {
      const { ranks } = await recommender.predict(MIXED, 3);
      assert.equal(ranks.length, targetCount(MIXED));
      const seen = ranks.filter((rank) => rank !== UNSEEN_RANK);
      assert.ok(seen.every((rank) => rank >= 1 && rank <= ITEM_COUNT));
    });

    test("predict() counts a target unseen in training as a miss at every cut-off", async (recommender) => {
      const sequences = makeSequences([[2, OOV, 4], [4, 4, OOV]]);
      const { ranks } = await recommender.predict(sequences, 3);
      assert.deepEqual(
        [...ranks].map((rank) => rank === UNSEEN_RANK),
        [true, false, false, true],
      );
    });

    test("predict() lists distinct items, neither padding nor OOV", async (recommender) => {
      const { ranks, top, k } = await recommender.predict(MIXED, 4);
      assert.equal(k, 4);
      assert.equal(top.length, ranks.length * k);
      for (let n = 0; n < ranks.length; n++) {
        assertItems(top.subarray(n * k, (n + 1) * k));
      }
    });

    test("predict() lists a target no later than its rank, which ties may worsen", async (recommender) => {
      const { ranks, top, k } = await recommender.predict(MIXED, 3);
      const targets = MIXED.items.filter((_, at) => MIXED.targets[at] === 1);
      for (let n = 0; n < ranks.length; n++) {
        const place = top.subarray(n * k, (n + 1) * k).indexOf(targets[n]!) + 1;
        if (place === 0) assert.ok(ranks[n]! > k);
        else assert.ok(place <= ranks[n]!);
      }
    });

    test("predict() lists the whole catalogue where more is asked for", async (recommender) => {
      const { ranks, top, k } = await recommender.predict(MIXED, 50);
      assert.equal(k, ITEM_COUNT);
      assert.equal(top.length, ranks.length * ITEM_COUNT);
    });

    test("predict() of many sessions is predict() of each", async (recommender) => {
      const all = await recommender.predict(MIXED, 3);
      const ranks: number[] = [];
      const top: number[] = [];
      for (const session of sessionsOf(MIXED)) {
        const one = await recommender.predict(makeSequences([session]), 3);
        ranks.push(...one.ranks);
        top.push(...one.top);
      }
      assert.deepEqual([...all.ranks], ranks);
      assert.deepEqual([...all.top], top);
    });

    test("predict() knows nothing of the target or what comes after it", async (recommender) => {
      const only = { isTarget: (at: number) => at === 2 };
      const one = makeSequences([[3, 5, 4, 2, 2]], only);
      const other = makeSequences([[3, 5, 6, 7]], only);
      const { top } = await recommender.predict(one, ITEM_COUNT);
      assert.deepEqual((await recommender.predict(other, ITEM_COUNT)).top, top);
    });

    test("predict() and recommend() twice give the same", async (recommender) => {
      const first = await recommender.predict(MIXED, 3);
      assert.deepEqual(await recommender.predict(MIXED, 3), first);
      const rankings = await recommender.recommend(MIXED, { k: 3 });
      assert.deepEqual(await recommender.recommend(MIXED, { k: 3 }), rankings);
    });

    test("predict() and recommend() leave their input as it was", async (recommender) => {
      const before = structuredClone(MIXED);
      await recommender.predict(MIXED, 3);
      await recommender.recommend(MIXED, { k: 3, excludeSeen: true });
      assert.deepEqual(MIXED, before);
    });

    test("predict() and recommend() accept no session at all", async (recommender) => {
      const none = makeSequences([]);
      const { ranks, top } = await recommender.predict(none, 3);
      assert.deepEqual([ranks.length, top.length], [0, 0]);
      assert.deepEqual(await recommender.recommend(none, { k: 3 }), []);
    });

    test("predict() and recommend() rank the catalogue before the first event too", async (recommender) => {
      const first = { isTarget: (at: number) => at === 0 };
      const sequences = makeSequences([[5, 4], [OOV]], first);
      const { ranks, top, k } = await recommender.predict(sequences, 50);
      assert.ok(ranks[0]! >= 1 && ranks[0]! <= ITEM_COUNT);
      assert.equal(ranks[1], UNSEEN_RANK);
      const empty = makeSequences([[], [5, 4], []]);
      const rankings = await recommender.recommend(empty, { k });
      for (const { items } of [rankings[0]!, rankings[2]!]) {
        assertItems(items);
        assert.deepEqual([...items], [...top.subarray(0, k)]);
      }
    });

    test("recommend() lists what predict() lists before the next event", async (recommender) => {
      const prefixes = [[2, 4], [3, 5, 5], [6]];
      const continued = makeSequences(prefixes.map((it) => [...it, 4]), {
        isTarget: (at, session) => at === session.length - 1,
      });
      const { top, k } = await recommender.predict(continued, 4);
      const rankings = await recommender.recommend(makeSequences(prefixes), {
        k,
      });
      assert.deepEqual(rankings.flatMap(({ items }) => [...items]), [...top]);
    });

    test("recommend() gives falling scores", async (recommender) => {
      const rankings = await recommender.recommend(MIXED, { k: 50 });
      for (const { items, scores } of rankings) {
        assertItems(items);
        assert.equal(items.length, ITEM_COUNT);
        assert.equal(scores.length, items.length);
        for (let at = 1; at < scores.length; at++) {
          assert.ok(scores[at]! <= scores[at - 1]!);
        }
      }
    });

    test("recommend() leaves out seen items on demand, and only those", async (recommender) => {
      const sequences = makeSequences([[2, 4, 4], [3, OOV, 5]]);
      const all = await recommender.recommend(sequences, { k: 6 });
      const rest = await recommender.recommend(sequences, {
        k: 6,
        excludeSeen: true,
      });
      const without = (at: number, ...seen: number[]) =>
        [...all[at]!.items].filter((item) => !seen.includes(item));
      assert.deepEqual([...rest[0]!.items], without(0, 2, 4));
      assert.deepEqual([...rest[1]!.items], without(1, 3, 5));
      const short = await recommender.recommend(sequences, {
        k: 2,
        excludeSeen: true,
      });
      assert.deepEqual([...short[0]!.items], without(0, 2, 4).slice(0, 2));
    });
  });
}

function assertItems(items: Int32Array): void {
  assert.equal(new Set(items).size, items.length);
  assert.ok(
    items.every((it) => it >= FIRST_INDEX && it < FIRST_INDEX + ITEM_COUNT),
  );
}

function sessionsOf({ offsets, items }: Sequences): number[][] {
  return Array.from(offsets.subarray(1), (end, session) => [
    ...items.subarray(offsets[session], end),
  ]);
}
