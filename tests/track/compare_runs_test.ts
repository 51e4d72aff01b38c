import assert from "node:assert/strict";
import {
  bestBaseline,
  differingValues,
  summaryByModel,
} from "../../src/track/compare_runs.ts";
import type { StoredRun } from "../../src/track/read_run.ts";

function run(
  params: StoredRun["record"]["params"],
  summary: Record<string, number>,
): StoredRun {
  return {
    folder: "runs/a",
    metrics: [],
    record: {
      formatVersion: 1,
      id: "a",
      experiment: "demo",
      status: "finished",
      startedAtMs: 0,
      endedAtMs: 1,
      params,
      environment: {},
      summary,
    },
  };
}

const BASELINES = { "evaluate.baselines": "popularity,markov" };

Deno.test("differingValues() names what is not alike, missing values included", () => {
  const runs = [
    run({ "train.epochs": 5, "train.seed": 1, "model.old": null }, {}),
    run({ "train.epochs": 9, "train.seed": 1 }, {}),
  ];
  assert.deepEqual(differingValues(runs, "params"), [
    { name: "train.epochs", values: [5, 9] },
    { name: "model.old", values: [null, undefined] },
  ]);
});

Deno.test("summaryByModel() gives a baseline its metrics, and slices to the model", () => {
  const { record } = run(BASELINES, {
    "mrr@20": 0.3,
    "cart.mrr@20": 0.4,
    "markov.mrr@20": 0.2,
    "markov.cart.mrr@20": 0.1,
  });
  assert.deepEqual(summaryByModel(record), {
    model: { "mrr@20": 0.3, "cart.mrr@20": 0.4 },
    baselines: { markov: { "mrr@20": 0.2, "cart.mrr@20": 0.1 } },
  });
});

Deno.test("bestBaseline() is the highest of those that have the metric", () => {
  const { record } = run(BASELINES, {
    "mrr@20": 0.3,
    "popularity.mrr@20": 0.1,
    "markov.mrr@20": 0.2,
  });
  assert.deepEqual(bestBaseline(record, "mrr@20"), {
    name: "markov",
    value: 0.2,
  });
  assert.equal(bestBaseline(record, "recall@20"), undefined);
});
