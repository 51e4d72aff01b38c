import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { fitCategoryPopularity } from "../../src/recommend/category_popularity.ts";
import { makeSequences } from "./make_sequences.ts";

// Item 3 has three events, 2 and 5 have two, 4 has one, 6 and 7 none.
const TRAIN = makeSequences([[3, 2, 3], [2, 5], [5, 3, 4]]);

/** Types: 2, 4 and 6 are shoes, 3, 5 and 7 hats; 4, 5, 6 and 7 are red. */
const FEATURES = {
  features: { type: 2, colour: 1 },
  values: ["shoe", "hat", "red"],
  size: 3,
  offsets: Int32Array.of(0, 0, 0, 1, 2, 4, 6, 8, 10),
  codes: Int32Array.of(0, 1, 0, 2, 1, 2, 0, 2, 1, 2),
};

async function predictAfter(
  prefix: number[],
  target: number,
  options: { features?: string[]; support?: Int32Array } = {},
) {
  const recommender = fitCategoryPopularity(TRAIN, {
    itemCount: 6,
    itemFeatures: FEATURES,
    ...options,
  });
  const test = makeSequences([[...prefix, target]], {
    isTarget: (at, session) => at === session.length - 1,
  });
  const { ranks, top } = await recommender.predict(test, 6);
  return { rank: ranks[0], top: [...top] };
}

Deno.test("fitCategoryPopularity() ranks the last item's category by popularity, then the others", async () => {
  const { rank, top } = await predictAfter([3, 2], 4, { features: ["type"] });
  assert.deepEqual(top, [2, 4, 6, 3, 5, 7]);
  assert.equal(rank, 2);
});

Deno.test("fitCategoryPopularity() ranks by how much an item shares with the last one", async () => {
  // With 4 shares: 4 and 6 both, 2 the type, 5 and 7 the colour, 3 nothing.
  assert.deepEqual((await predictAfter([4], 2)).top, [4, 6, 2, 5, 7, 3]);
});

Deno.test("fitCategoryPopularity() counts equals against itself", async () => {
  // After a shoe, 6 and 7 have no event, but only 6 is a shoe.
  assert.equal((await predictAfter([2], 6)).rank, 3);
  assert.equal((await predictAfter([2], 7)).rank, 6);
  const support = Int32Array.of(0, 0, 1, 1, 1, 1, 1, 1);
  assert.equal((await predictAfter([2], 4, { support })).rank, 3);
});

Deno.test("fitCategoryPopularity() goes by the support that it is given", async () => {
  const support = Int32Array.of(0, 0, 1, 1, 2, 1, 9, 1);
  const { top } = await predictAfter([2], 6, { features: ["type"], support });
  assert.deepEqual(top.slice(0, 3), [6, 4, 2]);
});

Deno.test("fitCategoryPopularity() goes by popularity alone after an unknown item or none", async () => {
  assert.deepEqual((await predictAfter([2, OOV], 4)).top, [3, 2, 5, 4, 6, 7]);
  const [ranking] = await fitCategoryPopularity(TRAIN, {
    itemCount: 6,
    itemFeatures: FEATURES,
  }).recommend(makeSequences([[]]), { k: 2 });
  assert.deepEqual([...ranking!.items], [3, 2]);
});

Deno.test("fitCategoryPopularity() names the features that there are", () => {
  assert.throws(
    () =>
      fitCategoryPopularity(TRAIN, {
        itemCount: 6,
        itemFeatures: FEATURES,
        features: ["size"],
      }),
    {
      name: "InputError",
      message:
        'Parameter evaluate.categoryPopularity: "size" is no feature of items, one of type, colour is wanted',
    },
  );
});
