import assert from "node:assert/strict";
import { addComposedTables } from "../../../src/archive/add_composed_tables.ts";
import { scoringGraph } from "../../../src/archive/graph/scoring_graph.ts";
import type { ModelParams } from "../../../src/config.ts";
import type { Sequences } from "../../../src/features/sequences.ts";
import { encodeModel } from "../../../src/model/saved_model.ts";
import { SessionModel } from "../../../src/model/session_model.ts";
import { ModelRecommender } from "../../../src/recommend/model_recommender.ts";
import { locateTensors } from "../../../src/safetensors.ts";
import { startInstalledBackend } from "../../installed_backend.ts";
import {
  SHOP,
  SHOP_SIZES,
  tinyParams,
  VARIANTS,
} from "../../model/tiny_shop.ts";
import { makeSequences } from "../../recommend/make_sequences.ts";
import { runGraph } from "./run_graph.ts";
import { loadOnnxRuntime } from "../../../src/serve/scoring/load_onnx_runtime.ts";

await startInstalledBackend();

/** All that an event can tell, through every encoder. */
const EVERYTHING = { userSize: 3, categorySize: 2, useNumbers: true } as const;

const MODELS: Readonly<Record<string, ModelParams>> = {
  ...VARIANTS,
  "attention over the states, two layers, everything": tinyParams({
    ...EVERYTHING,
    encoder: "gru_attention",
    layers: 2,
    hiddenSize: 5,
  }),
  "self-attention, two blocks of two heads, everything, its own output":
    tinyParams({
      ...EVERYTHING,
      encoder: "self_attention",
      layers: 2,
      heads: 2,
      hiddenSize: 4,
      tied: false,
      cosineScale: null,
    }),
  "mean of everything, its own output, cosine": tinyParams({
    ...EVERYTHING,
    encoder: "mean",
    hiddenSize: 5,
    tied: false,
  }),
  "GRU of everything, its own output with bias": tinyParams({
    ...EVERYTHING,
    tied: false,
    cosineScale: null,
  }),
  "what the session holds scored lower": tinyParams({ seenScore: -0.75 }),
};

/** The shop's sessions, and before them one without an event. */
const SESSIONS: Sequences = {
  ...SHOP,
  offsets: Int32Array.of(0, ...SHOP.offsets),
  users: Int32Array.of(2, ...SHOP.users),
};

async function makeModel(params: ModelParams, trend?: Float32Array) {
  const model = new SessionModel(params, SHOP_SIZES, 3);
  model.trend = trend;
  const weights = addComposedTables(await encodeModel(model));
  const graph = scoringGraph({
    params,
    categories: ["brand"],
    numbers: ["price", "rating"],
    places: locateTensors(weights, "model").places,
  });
  return { model, weights, graph };
}

const TREND = Float32Array.of(0, 0, 0.3, -0.2, 0.1, 0.4, -0.5, 0.05);

const CASES = [
  ...Object.entries(MODELS).map(([name, params]) => ({
    name,
    params,
    trend: undefined,
  })),
  { name: "trend", params: tinyParams(), trend: TREND },
  {
    name: "trend beside a bias",
    params: tinyParams({ tied: false, cosineScale: null }),
    trend: TREND,
  },
];

for (const { name, params, trend } of CASES) {
  Deno.test(`scoringGraph() ranks as the training network does: ${name}`, async () => {
    const { model, weights, graph } = await makeModel(params, trend);
    const recommender = new ModelRecommender(model);
    const wanted = await recommender.recommend(SESSIONS, { k: 6 });
    const found = await runGraph(graph, weights, { sequences: SESSIONS, k: 6 });
    assert.equal(found.k, 6);
    wanted.forEach(({ items, scores }, row) => {
      const [from, to] = [row * 6, row * 6 + 6];
      assert.deepEqual(found.items.subarray(from, to), items);
      let sum = 0;
      for (let place = 0; place < 6; place++) {
        const score = found.scores[from + place]!;
        assert.ok(Math.abs(score - scores[place]!) < 1e-5);
        assert.equal(found.allScores[from + items[place]! - 2], score);
        sum += found.probabilities[from + place]!;
      }
      // The list is the whole catalogue.
      assert.ok(Math.abs(sum - 1) < 1e-5, `${sum}`);
    });
    recommender.dispose();
    model.dispose();
  });
}

Deno.test("scoringGraph() gives a session the same scores alone as among longer ones", async () => {
  for (const encoder of ["gru", "gru_attention", "self_attention", "mean"]) {
    const params = tinyParams({ encoder } as Partial<ModelParams>);
    const { model, weights, graph } = await makeModel(params);
    const all = await runGraph(graph, weights, { sequences: SHOP, k: 3 });
    const alone = await runGraph(graph, weights, {
      sequences: {
        ...SHOP,
        offsets: SHOP.offsets.slice(2, 4),
        users: SHOP.users.slice(2, 3),
      },
      k: 3,
    });
    assert.deepEqual(alone.items, all.items.slice(6, 9));
    alone.scores.forEach((score, at) =>
      assert.ok(Math.abs(score - all.scores[6 + at]!) < 1e-6)
    );
    model.dispose();
  }
});

Deno.test("scoringGraph() looks back over more events than attention tells apart", async () => {
  const items = Array.from({ length: 70 }, (_, at) => 2 + (at * at) % 6);
  const long = makeSequences([items, items.slice(0, 3)]);
  for (const encoder of ["gru_attention", "self_attention"] as const) {
    const { model, weights, graph } = await makeModel(tinyParams({ encoder }));
    const recommender = new ModelRecommender(model);
    const wanted = await recommender.recommend(long, { k: 6 });
    const found = await runGraph(graph, weights, { sequences: long, k: 6 });
    wanted.forEach(({ items, scores }, row) => {
      assert.deepEqual(found.items.subarray(row * 6, row * 6 + 6), items);
      scores.forEach((score, at) =>
        assert.ok(Math.abs(score - found.scores[row * 6 + at]!) < 1e-5)
      );
    });
    recommender.dispose();
    model.dispose();
  }
});

Deno.test("scoringGraph() lists the whole catalogue where more is asked for", async () => {
  const { model, weights, graph } = await makeModel(tinyParams());
  const found = await runGraph(graph, weights, { sequences: SHOP, k: 50 });
  assert.equal(found.k, 6);
  assert.deepEqual(
    [...found.items.subarray(0, 6)].sort(),
    [2, 3, 4, 5, 6, 7],
  );
  model.dispose();
});

Deno.test("scoringGraph() asks only for what the network reads", async () => {
  const { InferenceSession } = await loadOnnxRuntime();
  const names = async (params: ModelParams) => {
    const { model, weights, graph } = await makeModel(params);
    model.dispose();
    const session = await InferenceSession.create(graph, {
      externalData: [{ path: "weights.safetensors", data: weights }],
    });
    return session.inputNames;
  };
  assert.deepEqual(await names(tinyParams()), ["k", "items", "lengths"]);
  assert.deepEqual(await names(tinyParams(EVERYTHING)), [
    "k",
    "items",
    "lengths",
    "users",
    "categories.brand",
    "numbers",
  ]);
});
