import assert from "node:assert/strict";
import { compare } from "../../src/evaluate/compare.ts";
import { evaluate } from "../../src/evaluate/protocol.ts";
import { itemSupport } from "../../src/recommend/item_support.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

const TRAIN = makeSequences([[2, 3, 4], [2, 3, 4], [2, 3, 4]]);
const OPTIONS = { cutoffs: [1], support: itemSupport(TRAIN, 3) };

Deno.test("compare() sets the model beside its baselines with the same metrics", async () => {
  const markov = await evaluate(
    fitMarkov(TRAIN, { itemCount: 3 }),
    TRAIN,
    OPTIONS,
  );
  const popularity = await evaluate(
    fitPopularity(TRAIN, { itemCount: 3 }),
    TRAIN,
    OPTIONS,
  );
  const { metrics, metric, interval, rows } = compare(markov, [popularity], {
    metrics: ["recall@1", "coverage@1"],
    metric: "recall@1",
    seed: 1,
  });
  assert.deepEqual(metrics, ["recall@1", "coverage@1"]);
  assert.equal(metric, "recall@1");
  assert.deepEqual(interval, { low: 1, high: 1 });
  assert.deepEqual(rows.map(({ name, values }) => ({ name, values })), [
    { name: "markov", values: [1, 2 / 3] },
    { name: "popularity", values: [0, 1 / 3] },
  ]);
  assert.equal(rows[0]!.lead, undefined);
  assert.equal(rows[1]!.lead!.difference, 1);
});

Deno.test("compare() shows all metrics of the model by default", async () => {
  const model = await evaluate(
    fitMarkov(TRAIN, { itemCount: 3 }),
    TRAIN,
    OPTIONS,
  );
  const { metrics } = compare(model, [], { metric: "mrr@1", seed: 1 });
  assert.deepEqual(metrics, Object.keys(model.metrics));
});
