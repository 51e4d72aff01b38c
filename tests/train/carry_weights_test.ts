import assert from "node:assert/strict";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { carryWeights } from "../../src/train/carry_weights.ts";
import { readWeights } from "../../src/tensor/weights.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { tensorsLeft } from "../model/tensors_left.ts";

await startInstalledBackend();

function featuresOf(items: string[]): FeatureSet {
  return new FeatureSet({
    task: "next",
    item: new Vocabulary({ type: "text", values: items }),
    support: new Int32Array(items.length + 2),
    categories: {},
    calendar: [],
    numbers: {},
  });
}

function modelOf(items: number, seed: number, hiddenSize = 6): SessionModel {
  const sizes = { ...SHOP_SIZES, items: items + 2, users: 0 };
  return new SessionModel(tinyParams({ hiddenSize }), sizes, seed);
}

Deno.test("carryWeights() takes rows to the same products, and all else over whole", async () => {
  const [before, after] = [modelOf(3, 1), modelOf(4, 2)];
  const old = await readWeights(before.variables());
  const drawn = await readWeights(after.variables());
  await carryWeights(
    { tensors: old, features: featuresOf(["a", "b", "c"]) },
    after,
    { features: featuresOf(["c", "x", "a", "y"]) },
  );
  const found = await readWeights(after.variables());
  const row = (weights: typeof old, index: number) => [
    ...weights["item.embedding"]!.data.subarray(index * 6, index * 6 + 6),
  ];
  // Padding and OOV, c, x, a, y.
  for (const [now, then] of [[0, 0], [1, 1], [2, 4], [4, 2]] as const) {
    assert.deepEqual(row(found, now), row(old, then));
  }
  for (const fresh of [3, 5]) {
    assert.deepEqual(row(found, fresh), row(drawn, fresh));
  }
  for (const name of before.dense.keys()) {
    assert.deepEqual(found[name], old[name]);
  }
  before.dispose();
  after.dispose();
});

Deno.test("carryWeights() refuses another network, and leaves the model as it was", async () => {
  const [before, after] = [modelOf(3, 1, 5), modelOf(3, 2)];
  const drawn = await readWeights(after.variables());
  const features = featuresOf(["a", "b", "c"]);
  const tensors = await readWeights(before.variables());
  const left = await tensorsLeft(async () => {
    await assert.rejects(
      carryWeights({ tensors, features }, after, { features }),
      {
        name: "InputError",
        message: "Weights of gru.0.kernel: 6×18 is wanted, found 6×15",
      },
    );
  });
  assert.equal(left, 0);
  assert.deepEqual(await readWeights(after.variables()), drawn);
  before.dispose();
  after.dispose();
});

/** A model of these items, of which those before `cold` have rows of their own. */
function knownModel(
  { items, brands, cold, seed }: {
    items: string[];
    brands: string[];
    cold: number;
    seed: number;
  },
) {
  const V = items.length + 2;
  const known = {
    size: brands.length,
    offsets: Int32Array.from({ length: V + 1 }, (_, at) => Math.max(0, at - 2)),
    codes: Int32Array.from(items, (_, at) => at % brands.length),
  };
  const model = new SessionModel(tinyParams({ useItemFeatures: true }), {
    items: V,
    users: 0,
    categories: {},
    numbers: [],
    knownItems: { ...known, ownRows: V - cold },
  }, seed);
  const itemFeatures = {
    ...known,
    features: { brand: brands.length },
    values: brands,
  };
  return { model, rows: { features: featuresOf(items), itemFeatures } };
}

const rowOf = (
  weights: Awaited<ReturnType<typeof readWeights>>,
  [table, row]: [string, number],
) => [...weights[table]!.data.subarray(row * 6, row * 6 + 6)];

Deno.test("carryWeights() takes what is known of items to the same values", async () => {
  const before = knownModel({
    items: ["a", "b", "new"],
    brands: ["acme", "best"],
    cold: 1,
    seed: 1,
  });
  const after = knownModel({
    items: ["b", "new", "a"],
    brands: ["best", "other", "acme"],
    cold: 0,
    seed: 2,
  });
  const old = await readWeights(before.model.variables());
  const drawn = await readWeights(after.model.variables());
  await carryWeights({ tensors: old, ...before.rows }, after.model, after.rows);
  const found = await readWeights(after.model.variables());
  const [own, brand] = ["item.embedding", "item_feature.embedding"];
  assert.deepEqual(rowOf(found, [brand, 0]), rowOf(old, [brand, 1]));
  assert.deepEqual(rowOf(found, [brand, 1]), rowOf(drawn, [brand, 1]));
  assert.deepEqual(rowOf(found, [brand, 2]), rowOf(old, [brand, 0]));
  assert.deepEqual(rowOf(found, [own, 2]), rowOf(old, [own, 3]));
  // What training had not seen had no row of its own.
  assert.deepEqual(rowOf(found, [own, 3]), rowOf(drawn, [own, 3]));
  assert.deepEqual(rowOf(found, [own, 4]), rowOf(old, [own, 2]));
  before.model.dispose();
  after.model.dispose();
});

Deno.test("carryWeights() gives a model without item features what features and rows made together", async () => {
  const [before, after] = [modelOf(2, 1), modelOf(2, 2)];
  const tensors = await readWeights(before.variables());
  const composed = {
    shape: [4, 6],
    data: Float32Array.from({ length: 24 }, (_, at) => at),
  };
  const features = featuresOf(["a", "b"]);
  await carryWeights(
    { tensors: { ...tensors, "item.composed": composed }, features },
    after,
    { features: featuresOf(["b", "a"]) },
  );
  const found = await readWeights(after.variables());
  assert.deepEqual(rowOf(found, ["item.embedding", 2]), [
    18,
    19,
    20,
    21,
    22,
    23,
  ]);
  before.dispose();
  after.dispose();
});

Deno.test("carryWeights() lets a model begin to go by what is known of items", async () => {
  const before = modelOf(3, 1);
  const { model, rows } = knownModel({
    items: ["a", "b", "c"],
    brands: ["acme"],
    cold: 0,
    seed: 2,
  });
  const tensors = await readWeights(before.variables());
  const drawn = await readWeights(model.variables());
  const { features } = rows;
  await carryWeights({ tensors, features }, model, rows);
  const found = await readWeights(model.variables());
  assert.deepEqual(found["item.embedding"], tensors["item.embedding"]);
  assert.deepEqual(
    found["item_feature.embedding"],
    drawn["item_feature.embedding"],
  );
  before.dispose();
  model.dispose();
});
