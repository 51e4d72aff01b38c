import assert from "node:assert/strict";
import type { JsonObject, ModelParams } from "../../src/config.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { Adam } from "../../src/tensor/optimizers/adam.ts";
import { readWeights } from "../../src/tensor/weights.ts";
import type { Batch } from "../../src/train/batch.ts";
import { Batches } from "../../src/train/batches.ts";
import { trainStep } from "../../src/train/train_step.ts";
import { WeightAverage } from "../../src/train/weight_average.ts";
import { tensorsLeft } from "../model/tensors_left.ts";
import { SHOP, SHOP_SIZES, tinyParams, VARIANTS } from "../model/tiny_shop.ts";
import { makeSequences } from "../recommend/make_sequences.ts";
import { trainParams } from "./tiny_training.ts";
import { type Precision, withPrecision } from "../../src/tensor/precision.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

const LOSSES = ["cross_entropy", "sampled_softmax", "bpr_max", "gbce"];

/** A model, its optimiser, and one batch of all sessions of SHOP. */
function start(
  params: ModelParams,
  changes: JsonObject = {},
  sequences = SHOP,
) {
  const model = new SessionModel(params, SHOP_SIZES, 3);
  const optimizer = new Adam(model.variables());
  const train = trainParams({ batchSize: 4, ...changes });
  const batches = new Batches(model, sequences, train);
  const batch = batches.build(0, 0);
  const step = async (
    options: {
      clipNorm?: number;
      seed?: number;
      average?: WeightAverage;
    } = {},
  ) => {
    const { clipNorm = null, seed = 1, average } = options;
    const loss = trainStep(model, optimizer, {
      batch: batch!,
      params: train,
      learningRate: 0.02,
      seed,
      clipNorm,
      average,
    });
    const [value] = await loss.data();
    loss.dispose();
    return value!;
  };
  const dispose = () => {
    optimizer.dispose();
    model.dispose();
  };
  return { model, optimizer, batch: batch as Batch, step, dispose };
}

/** Every model by one loss, and two models by every loss. */
const CASES = [
  ...Object.keys(VARIANTS).map((name) => [name, "sampled_softmax"] as const),
  ...["tied, cosine", "its own output with bias"].flatMap((name) =>
    LOSSES.filter((loss) => loss !== "sampled_softmax")
      .map((loss) => [name, loss] as const)
  ),
];

for (const [name, loss] of CASES) {
  Deno.test(`trainStep() lowers the loss of a batch it sees again: ${loss}, ${name}`, async () => {
    const { step, dispose } = start(VARIANTS[name]!, { loss });
    const first = await step();
    for (let count = 0; count < 28; count++) await step();
    const last = await step();
    assert.ok(last < 0.8 * first, `${first} → ${last}`);
    dispose();
  });
}

Deno.test("trainStep() changes every parameter but rows that the batch did not touch", async () => {
  const sequences = {
    ...makeSequences([[2, 3, 4]], { users: [2] }),
    categories: { brand: Int32Array.of(3, 3, 4) },
    numbers: {
      price: Float32Array.of(1, -1, 0),
      rating: Float32Array.of(0.5, 2, 0),
    },
  };
  const params = VARIANTS["users, categories and numbers"]!;
  const { model, step, dispose } = start(params, {}, sequences);
  const before = await readWeights(model.variables());
  await step();
  const after = await readWeights(model.variables());
  const changed = (name: string) => {
    const { shape: [rows], data } = after[name]!;
    const width = data.length / rows!;
    return Array.from({ length: rows! }, (_, row) => row).filter((row) =>
      data.subarray(row * width, (row + 1) * width)
        .some((value, at) => value !== before[name]!.data[row * width + at])
    );
  };
  // Items 2 and 3 are read, 3 and 4 predicted; only those were ever bought, so
  // only those are drawn as negatives.
  assert.deepEqual(changed("item.embedding"), [2, 3, 4]);
  assert.deepEqual(changed("user.embedding"), [2]);
  // The brand of the last event is never read.
  assert.deepEqual(changed("category.brand.embedding"), [3]);
  for (const name of model.dense.keys()) {
    assert.ok(changed(name).length > 0, name);
  }
  dispose();
});

for (const loss of ["cross_entropy", "sampled_softmax"]) {
  Deno.test(`trainStep() leaves rows of their own alone where features stand for items: ${loss}`, async () => {
    const params = tinyParams({ useItemFeatures: true, itemDropout: 0.9 });
    const { model, batch, step, dispose } = start(params, { loss });
    const rows = batch.rows["item.embedding"] ?? [0, 1, 2, 3, 4, 5, 6, 7];
    const { keep } = batch.known["item.embedding"]!;
    const dropped = [...rows].filter((_, at) => keep[at] === 0);
    assert.ok(dropped.length > 0);
    const before = await readWeights(model.variables());
    await step();
    const after = await readWeights(model.variables());
    for (const item of dropped) {
      const row = (weights: typeof before) =>
        weights["item.embedding"]!.data.slice(item * 6, item * 6 + 6);
      assert.deepEqual(row(after), row(before));
    }
    assert.notDeepEqual(
      after["item_feature.embedding"],
      before["item_feature.embedding"],
    );
    dispose();
  });
}

Deno.test("trainStep() of equal models, batches and seeds gives equal weights", async () => {
  const params = VARIANTS["two layers, dropout"]!;
  const run = async (seed: number) => {
    const { model, step, dispose } = start(params);
    for (let count = 0; count < 3; count++) await step({ seed });
    const weights = await readWeights(model.variables());
    dispose();
    return weights;
  };
  const once = await run(1);
  assert.deepEqual(await run(1), once);
  assert.notDeepEqual(await run(2), once);
});

Deno.test("trainStep() shortens gradients to clipNorm, all together", async () => {
  // Adam's mean after one step is a tenth of the gradient.
  const gradients = async (clipNorm?: number) => {
    const { optimizer, step, dispose } = start(tinyParams());
    await step(clipNorm === undefined ? {} : { clipNorm });
    const slots = await readWeights(optimizer.variables());
    const values = Object.entries(slots)
      .filter(([name]) => name.endsWith("/mean"))
      .flatMap(([, { data }]) => [...data].map((value) => value * 10));
    dispose();
    return values;
  };
  const whole = await gradients();
  const norm = Math.hypot(...whole);
  const clipped = await gradients(norm / 4);
  assert.ok(Math.abs(Math.hypot(...clipped) - norm / 4) < 1e-4 * norm);
  clipped.forEach((value, at) => {
    assert.ok(Math.abs(4 * value - whole[at]!) < 1e-4 * norm);
  });
  const untouched = await gradients(norm * 2);
  untouched.forEach((value, at) => {
    assert.ok(Math.abs(value - whole[at]!) < 1e-5 * norm);
  });
});

for (const loss of ["sampled_softmax", "cross_entropy"]) {
  Deno.test(`trainStep() counts the weights of every step in their average: ${loss}`, async () => {
    const params = VARIANTS["users, categories and numbers"]!;
    const { model, step, dispose } = start(params, { loss, negatives: 1 });
    const average = new WeightAverage(model, 0.5);
    const history = [await readWeights(model.variables())];
    for (let count = 0; count < 3; count++) {
      await step({ average });
      history.push(await readWeights(model.variables()));
    }
    const averages = await average.during(() => readWeights(model.variables()));
    for (const [name, { data }] of Object.entries(averages)) {
      const values = history.map((it) => it[name]!.data);
      data.forEach((value, at) => {
        // Each is worth twice the one before it.
        const [a, b, c, d] = values.map((it) => it[at]!);
        const expected = (a! + 2 * b! + 4 * c! + 8 * d!) / 15;
        assert.ok(Math.abs(value - expected) < 1e-5, `${name}[${at}]`);
      });
    }
    average.dispose();
    dispose();
  });
}

Deno.test("trainStep() counts the optimiser's steps", async () => {
  const { optimizer, step, dispose } = start(tinyParams());
  await step();
  await step();
  assert.equal(optimizer.step, 2);
  dispose();
});

for (const loss of ["sampled_softmax", "cross_entropy"]) {
  Deno.test(`trainStep() in float16 learns as in float32, and leaves no tensor: ${loss}`, async () => {
    const losses = async (precision: Precision) => {
      const { step, dispose } = start(tinyParams(), { loss });
      const values: number[] = [];
      const left = await tensorsLeft(async () => {
        for (let i = 0; i < 10; i++) {
          values.push(await withPrecision(precision, () => step()));
        }
      });
      assert.equal(left, 0);
      dispose();
      return values;
    };
    const [exact, half] = [await losses("float32"), await losses("float16")];
    assert.ok(exact.at(-1)! < 0.8 * exact[0]!);
    exact.forEach((value, at) =>
      assert.ok(Math.abs(half[at]! - value) < 0.01 * value, `step ${at}`)
    );
  });
}

Deno.test("trainStep() leaves no tensor behind", async () => {
  for (const loss of LOSSES) {
    const { step, dispose } = start(
      VARIANTS["users, categories and numbers"]!,
      { loss, labelSmoothing: 0.1 },
    );
    assert.equal(await tensorsLeft(() => step({ clipNorm: 0.1 })), 0);
    dispose();
  }
});
