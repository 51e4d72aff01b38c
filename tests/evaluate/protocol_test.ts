import assert from "node:assert/strict";
import { evaluate } from "../../src/evaluate/protocol.ts";
import { OOV } from "../../src/features/sequences.ts";
import { itemSupport } from "../../src/recommend/item_support.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import type { Recommender } from "../../src/recommend/recommender.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

// Item i is followed by item i + 1; there are three items.
const TRAIN = makeSequences([[2, 3, 4], [2, 3, 4]]);
const SUPPORT = itemSupport(TRAIN, 3);
const MARKOV = fitMarkov(TRAIN, { itemCount: 3 });

Deno.test("evaluate() gives a recommender that is always right 1 in every metric", async () => {
  const { metrics } = await evaluate(MARKOV, TRAIN, {
    cutoffs: [1],
    support: SUPPORT,
  });
  assert.deepEqual(metrics, {
    "recall@1": 1,
    "hit_rate@1": 1,
    "mrr@1": 1,
    "ndcg@1": 1,
    "coverage@1": 2 / 3,
    "popularity@1": 1,
  });
});

Deno.test("evaluate() counts ties and unseen targets against the recommender", async () => {
  // 3 after 2: rank 1. 2 after 3: unscored, rank 3. Unseen: a miss.
  const test = makeSequences([[2, 3, 2, OOV]]);
  const evaluation = await evaluate(MARKOV, test, {
    cutoffs: [2, 20],
    support: SUPPORT,
  });
  assert.equal(evaluation.metrics["recall@2"], 1 / 3);
  assert.equal(evaluation.metrics["recall@20"], 2 / 3);
  assert.equal(evaluation.metrics["mrr@20"], (1 + 1 / 3) / 3);
});

Deno.test("evaluate() reports slices with their number of targets", async () => {
  const test = makeSequences([[2, 3, 2], [3, 4]]);
  const { slices } = await evaluate(MARKOV, test, {
    cutoffs: [2],
    support: SUPPORT,
  });
  assert.deepEqual(slices["prefix 1"], {
    targets: 2,
    "recall@2": 1,
    "hit_rate@2": 1,
    "mrr@2": 1,
    "ndcg@2": 1,
  });
  assert.equal(slices["prefix 2-3"]!.targets, 1);
  assert.equal(slices["prefix 2-3"]!["recall@2"], 0);
});

Deno.test("evaluate() says what it predicted and how fast", async () => {
  const test = makeSequences([[2, 3, 2], [3, 4]]);
  const { name, targets, seconds, eventsPerSecond, sessions } = await evaluate(
    MARKOV,
    test,
    { cutoffs: [2], support: SUPPORT },
  );
  assert.equal(name, "markov");
  assert.equal(targets, 3);
  assert.equal(eventsPerSecond, targets / seconds);
  assert.deepEqual([...sessions], [0, 0, 1]);
});

Deno.test("evaluate() wants at least one event to predict", async () => {
  const test = makeSequences([[2], [3]]);
  await assert.rejects(
    evaluate(MARKOV, test, { cutoffs: [2], support: SUPPORT }),
    {
      name: "InputError",
      message:
        "Cannot evaluate markov: the split holds no event to be predicted, at least one is wanted",
    },
  );
});

Deno.test("evaluate() refuses ranks below 1, which would flatter", async () => {
  const broken: Recommender = {
    name: "broken",
    predict: () =>
      Promise.resolve({
        ranks: Int32Array.of(1, 0),
        top: Int32Array.of(2, 2),
        scores: Float32Array.of(1, 1),
        k: 1,
      }),
    recommend: () => Promise.resolve([]),
  };
  const test = makeSequences([[2, 3, 4]]);
  await assert.rejects(
    evaluate(broken, test, { cutoffs: [1], support: SUPPORT }),
    {
      name: "RangeError",
      message:
        "Cannot evaluate broken: ranks from 1 are wanted, current value is 0",
    },
  );
});
