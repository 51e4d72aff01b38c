import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { FeatureSet } from "../../../src/features/feature_set.ts";
import { Vocabulary } from "../../../src/features/vocabulary.ts";
import { SessionModel } from "../../../src/model/session_model.ts";
import type { Dataset } from "../../../src/prepare/dataset.ts";
import {
  evaluateBesideBaselines,
  type Report,
} from "../../../tasks/train/evaluate_beside_baselines.ts";
import {
  metricsFile,
  reportJson,
  reportSummary,
} from "../../../tasks/train/report_json.ts";
import { reportText } from "../../../tasks/train/report_text.ts";
import { tensorsLeft } from "../../model/tensors_left.ts";
import { tinyParams } from "../../model/tiny_shop.ts";
import { makeSequences } from "../../recommend/make_sequences.ts";
import { startInstalledBackend } from "../../installed_backend.ts";

await startInstalledBackend();

/** After 2 comes 3, after 3 comes 2; 4 is bought once, 3 most often. */
const DATASET: Dataset = {
  train: makeSequences([[2, 3, 2, 3], [3, 2, 3], [4, 3]]),
  validation: makeSequences([]),
  test: makeSequences([[2, 3], [3, 2, 3, 2]]),
  digest: "",
  features: new FeatureSet({
    task: "next",
    item: new Vocabulary({ type: "text", values: ["a", "b", "c"] }),
    support: Int32Array.of(0, 0, 3, 5, 1),
    categories: {},
    calendar: [],
    numbers: {},
  }),
};

async function report(
  evaluation: object,
  dataset = DATASET,
): Promise<Report> {
  const { evaluate } = resolveParams({
    preset: {
      description: "Made by a test",
      events: { format: "sessions" },
      params: { evaluate: evaluation },
    },
  });
  const sizes = { items: 5, users: 0, categories: {}, numbers: [] };
  const model = new SessionModel(tinyParams(), sizes, 1);
  try {
    return await evaluateBesideBaselines(model, dataset, {
      params: evaluate,
      seed: 1,
    });
  } finally {
    model.dispose();
  }
}

const PARAMS = { cutoffs: [1, 2], metric: "mrr@2" };

Deno.test("evaluateBesideBaselines() wants to know of items where category_popularity is named", async () => {
  const params = { ...PARAMS, baselines: ["category_popularity"] };
  const itemFeatures = {
    features: { type: 1 },
    values: ["hat"],
    size: 1,
    offsets: Int32Array.of(0, 0, 0, 0, 1, 2),
    codes: Int32Array.of(0, 0),
  };
  const { baselines } = await report(params, { ...DATASET, itemFeatures });
  assert.equal(baselines[0]!.name, "category_popularity");
  await assert.rejects(report(params), {
    name: "InputError",
    message: /^Parameter evaluate\.baselines: category_popularity wants /,
  });
});

Deno.test("evaluateBesideBaselines() measures the model and the named baselines on the test split", async () => {
  const { model, baselines, comparison } = await report({
    ...PARAMS,
    baselines: ["markov", "popularity"],
  });
  assert.equal(model.name, "gru");
  assert.deepEqual(baselines.map((it) => it.name), ["markov", "popularity"]);
  // Every test target is what Markov has always seen; two of four are the most
  // popular item.
  assert.equal(baselines[0]!.metrics["recall@1"], 1);
  assert.equal(baselines[1]!.metrics["recall@1"], 0.5);
  assert.deepEqual([model, ...baselines].map((it) => it.targets), [4, 4, 4]);
  assert.deepEqual(comparison.metrics, [
    "recall@2",
    "mrr@2",
    "ndcg@2",
    "coverage@2",
  ]);
  assert.deepEqual(comparison.rows.map((it) => it.name), [
    "gru",
    "markov",
    "popularity",
  ]);
});

Deno.test("evaluateBesideBaselines() puts a blend before the model alone, its weight chosen on validation", async () => {
  const { model, baselines, blendWeight } = await report({
    ...PARAMS,
    baselines: ["vsknn", "item_knn"],
    blend: {},
  }, { ...DATASET, validation: DATASET.test });
  assert.equal(model.name, "blend");
  assert.deepEqual(baselines.map((it) => it.name), [
    "gru",
    "vsknn",
    "item_knn",
  ]);
  assert.ok(blendWeight! >= 0 && blendWeight! <= 1);
  const [alone] = baselines;
  assert.ok(model.metrics["mrr@2"]! >= alone!.metrics["mrr@2"]!);
});

Deno.test("evaluateBesideBaselines() takes a blend's weight from the parameters", async () => {
  const found = await report({
    ...PARAMS,
    baselines: [],
    blend: { weight: 0.25 },
  });
  assert.equal(found.blendWeight, 0.25);
  assert.equal(reportJson(found).blendWeight, 0.25);
  assert.match(
    reportText(found, { color: false, metric: "mrr@2" }),
    /^The blend gives neighbours a weight of 0\.25$/m,
  );
});

Deno.test("evaluateBesideBaselines() leaves no tensor behind", async () => {
  assert.equal(await tensorsLeft(() => report(PARAMS)), 0);
  const blended = { ...PARAMS, blend: { weight: 0.5 } };
  assert.equal(await tensorsLeft(() => report(blended)), 0);
});

Deno.test("reportJson() gives the metrics by name, as --json prints them", async () => {
  const found = await report({ ...PARAMS, baselines: ["markov"] });
  assert.deepEqual(reportJson(found), {
    metrics: found.model.metrics,
    baselines: { markov: found.baselines[0]!.metrics },
  });
});

Deno.test("reportSummary() puts a baseline's name before its metrics", async () => {
  const found = await report({ ...PARAMS, baselines: ["markov"] });
  const summary = reportSummary(found);
  assert.equal(summary["markov.recall@1"], 1);
  assert.equal(summary["recall@1"], found.model.metrics["recall@1"]);
});

Deno.test("metricsFile() keeps slices, in JSON", async () => {
  const found = await report({ ...PARAMS, baselines: ["markov"] });
  const { model, baselines } = JSON.parse(
    metricsFile(found, { fromMs: 0, toMs: 9, events: 2 }),
  );
  assert.deepEqual(model.slices, found.model.slices);
  assert.deepEqual(baselines.map((it: { name: string }) => it.name), [
    "markov",
  ]);
  assert.equal(model.targets, 4);
});

Deno.test("reportText() shows a row a recommender, and the model's slices", async () => {
  const found = await report({ ...PARAMS, baselines: ["markov"] });
  const lines = reportText(found, { color: false, metric: "mrr@2" })
    .split("\n");
  assert.match(
    lines[0]!,
    /^model +recall@2 +mrr@2 +ndcg@2 +coverage@2 +lead in/,
  );
  assert.match(lines[2]!, /^gru /);
  assert.match(lines[3]!, /^markov +1(\.0000)? +1\.0000 .*[+−]0\.\d{4} \[/);
  assert.match(lines[5]!, /^slice of the test +events +recall@2 +mrr@2$/);
  assert.match(lines[7]!, /^prefix 1 +2 /);
});
