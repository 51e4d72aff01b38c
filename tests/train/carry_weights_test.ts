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
    featuresOf(["c", "x", "a", "y"]),
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
    await assert.rejects(carryWeights({ tensors, features }, after, features), {
      name: "InputError",
      message: "Weights of gru.0.kernel: 6×18 is wanted, found 6×15",
    });
  });
  assert.equal(left, 0);
  assert.deepEqual(await readWeights(after.variables()), drawn);
  before.dispose();
  after.dispose();
});

Deno.test("carryWeights() refuses a model whose items are more than their rows", async () => {
  const model = new SessionModel(
    tinyParams({ useItemFeatures: true }),
    SHOP_SIZES,
    1,
  );
  const features = featuresOf(["a", "b", "c", "d", "e", "f"]);
  await assert.rejects(
    carryWeights({ tensors: {}, features }, model, features),
    {
      name: "InputError",
      message:
        "A model with item features cannot begin with another's weights: model.useItemFeatures=false is wanted",
    },
  );
  model.dispose();
});
