import assert from "node:assert/strict";
import type { ModelParams } from "../../src/config.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import type { ModelSizes } from "../../src/model/model_sizes.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { ModelRecommender } from "../../src/recommend/model_recommender.ts";
import { Adam } from "../../src/tensor/optimizers/adam.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { Batches } from "../../src/train/batches.ts";
import { trainStep } from "../../src/train/train_step.ts";
import { testRecommender } from "../contract/recommender_contract.ts";
import { tensorsLeft } from "../model/tensors_left.ts";
import { SHOP, SHOP_SIZES, tinyParams, VARIANTS } from "../model/tiny_shop.ts";
import { trainParams } from "../train/tiny_training.ts";
import { makeSequences } from "./make_sequences.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

/** A GRU trained for 30 epochs of one batch. */
function trainGru(
  train: Sequences,
  sizes: ModelSizes,
  { loss = "cross_entropy", ...changes }: Partial<ModelParams> & {
    loss?: string;
  } = {},
): SessionModel {
  const model = new SessionModel(
    tinyParams({ itemSize: 8, hiddenSize: 8, ...changes }),
    sizes,
    1,
  );
  const optimizer = new Adam(model.variables());
  const params = trainParams({ batchSize: 64, loss });
  const batches = new Batches(model, train, params);
  for (let epoch = 0; epoch < 30; epoch++) {
    for (let step = 0; step < batches.count; step++) {
      trainStep(model, optimizer, {
        batch: batches.build(epoch, step),
        params,
        learningRate: 0.05,
        seed: epoch,
        clipNorm: null,
      }).dispose();
    }
  }
  optimizer.dispose();
  return model;
}

testRecommender({
  name: "gru",
  learnsOrder: true,
  fit: (train, { itemCount }) => {
    const sizes = {
      items: itemCount + 2,
      users: 0,
      categories: {},
      numbers: [],
    };
    return new ModelRecommender(trainGru(train, sizes));
  },
});

/**
 * Visits stay with shoes (items 2, 3 and 4) or with hats (5, 6 and 7); nobody
 * has seen shoe 8 and hat 9.
 */
const SHOES_OR_HATS = makeSequences(
  Array.from({ length: 60 }, (_, session) =>
    Array.from(
      { length: 4 },
      (_, step) => 2 + 3 * (session % 2) + (session + step * step) % 3,
    )),
);

for (const loss of ["cross_entropy", "sampled_softmax", "gbce"]) {
  for (const tied of [true, false]) {
    Deno.test(`ModelRecommender ranks items that training has not seen by what is known of them: ${loss}, ${tied ? "tied" : "its own output"}`, async () => {
      const sizes = {
        items: 10,
        users: 0,
        categories: {},
        numbers: [],
        knownItems: {
          ownRows: 8,
          size: 2,
          offsets: Int32Array.of(0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8),
          codes: Int32Array.of(0, 0, 0, 1, 1, 1, 0, 1),
        },
      };
      const changes = { loss, tied, useItemFeatures: true, itemDropout: 0.3 };
      const model = trainGru(SHOES_OR_HATS, sizes, changes);
      const recommender = new ModelRecommender(model);
      const lists = await recommender.recommend(
        makeSequences([[2, 3], [6, 5], [8], [9]]),
        { k: 4 },
      );
      const sorted = lists.map(({ items }) => [...items].sort());
      const [shoes, hats] = [[2, 3, 4, 8], [5, 6, 7, 9]];
      assert.deepEqual(sorted, [shoes, hats, shoes, hats]);
      recommender.dispose();
      model.dispose();
    });
  }
}

/** Calls with a recommender of an untrained model of SHOP. */
async function withRecommender(
  params: ModelParams,
  call: (recommender: ModelRecommender, model: SessionModel) => Promise<void>,
): Promise<void> {
  const model = new SessionModel(params, SHOP_SIZES, 5);
  const recommender = new ModelRecommender(model);
  try {
    await call(recommender, model);
  } finally {
    recommender.dispose();
    model.dispose();
  }
}

const FULL = VARIANTS["users, categories and numbers"]!;

/** One session of sequences, with all its columns. */
function sessionOf(sequences: Sequences, session: number): Sequences {
  const [start, end] = sequences.offsets.slice(session, session + 2);
  const cut = <T extends { subarray(from?: number, to?: number): T }>(
    columns: Readonly<Record<string, T>>,
  ) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, it]) => [
        name,
        it.subarray(start, end),
      ]),
    );
  return {
    offsets: Int32Array.of(0, end! - start!),
    items: sequences.items.subarray(start, end),
    targets: sequences.targets.subarray(start, end),
    carts: sequences.carts.subarray(start, end),
    times: sequences.times.subarray(start, end),
    users: sequences.users.subarray(session, session + 1),
    categories: cut(sequences.categories),
    numbers: cut(sequences.numbers),
  };
}

for (const [name, params] of Object.entries(VARIANTS)) {
  Deno.test(`ModelRecommender ranks many sessions as it ranks each: ${name}`, () =>
    withRecommender(params, async (recommender) => {
      const all = await recommender.predict(SHOP, 3);
      const rankings = await recommender.recommend(SHOP, { k: 6 });
      const each = [0, 1, 2, 3].map((session) => sessionOf(SHOP, session));
      const ranks: number[] = [];
      const top: number[] = [];
      for (const [session, sequences] of each.entries()) {
        const one = await recommender.predict(sequences, 3);
        ranks.push(...one.ranks);
        top.push(...one.top);
        const [ranking] = await recommender.recommend(sequences, { k: 6 });
        assert.deepEqual(ranking!.items, rankings[session]!.items);
        ranking!.scores.forEach((score, at) => {
          assert.ok(Math.abs(score - rankings[session]!.scores[at]!) < 1e-4);
        });
      }
      assert.deepEqual([...all.ranks], ranks);
      assert.deepEqual([...all.top], top);
    }));
}

Deno.test("ModelRecommender ranks as the model's own scores do", () =>
  withRecommender(
    tinyParams({ cosineScale: null }),
    async (recommender, model) => {
      const sequences = makeSequences([[2, 5, 3]]);
      const { ranks } = await recommender.predict(sequences, 1);
      const rows = tf.tidy(() => {
        const values = model.readAll();
        const items = tf.tensor1d([2, 5], "int32");
        const states = model.encode(values, {
          counts: [1, 1],
          lookups: { "item.embedding": items },
          numbers: undefined,
        });
        const table = values["item.embedding"] as tf.Tensor2D;
        return tf.matMul(states, table, false, true).arraySync();
      }) as number[][];
      const expected = [5, 3].map((target, row) =>
        rows[row]!.slice(2).filter((score) => score >= rows[row]![target]!)
          .length
      );
      assert.deepEqual([...ranks], expected);
    },
  ));

Deno.test("ModelRecommender ranks all items alike before a session's first event", () =>
  withRecommender(tinyParams(), async (recommender) => {
    const sequences = makeSequences([[4, 2], [1]], { isTarget: () => true });
    const { ranks, top } = await recommender.predict(sequences, 3);
    // All six items tie, so the target is last of them; OOV stays a miss.
    assert.deepEqual([ranks[0], ranks[2]], [6, 2 ** 31 - 1]);
    assert.deepEqual([...top.subarray(0, 3)], [2, 3, 4]);
    assert.deepEqual([...top.subarray(6, 9)], [2, 3, 4]);
  }));

Deno.test("ModelRecommender recommends the most popular after no event at all", () =>
  withRecommender(FULL, async (recommender) => {
    const empty: Sequences = {
      ...SHOP,
      offsets: Int32Array.of(0, 0, 4, 4),
      users: Int32Array.of(3, 2, 0),
    };
    const rankings = await recommender.recommend(empty, { k: 4 });
    assert.equal(rankings.length, 3);
    for (const session of [0, 2]) {
      assert.deepEqual([...rankings[session]!.items], [2, 3, 4, 5]);
      assert.deepEqual([...rankings[session]!.scores], [0, 0, 0, 0]);
    }
    const [alone] = await recommender.recommend(sessionOf(SHOP, 0), { k: 4 });
    assert.deepEqual(rankings[1]!.items, alone!.items);
  }));

Deno.test("ModelRecommender ranks by the bias where there is no event but a bias", () =>
  withRecommender(
    tinyParams({ tied: false, cosineScale: null }),
    async (recommender, model) => {
      const output = model.tables.get("output.weight")!;
      const table = output.read();
      const width = output.shape[1]!;
      const biases = Array.from(table.dataSync()).filter((_, at) =>
        at % width === width - 1
      );
      table.dispose();
      const [ranking] = await recommender.recommend(makeSequences([[]]), {
        k: 6,
      });
      const expected = [2, 3, 4, 5, 6, 7].sort((a, b) =>
        biases[b]! - biases[a]!
      );
      assert.deepEqual([...ranking!.items], expected);
    },
  ));

Deno.test("ModelRecommender adds the model's trend to every score", async () => {
  const model = new SessionModel(tinyParams(), SHOP_SIZES, 5);
  const sequences = makeSequences([[2, 5]]);
  const scores = async () => {
    const recommender = new ModelRecommender(model);
    const [ranking] = await recommender.recommend(sequences, { k: 6 });
    recommender.dispose();
    return new Map(
      [...ranking!.items].map((item, at) => [item, ranking!.scores[at]!]),
    );
  };
  const before = await scores();
  const trend = Float32Array.of(9, 9, 0.5, -1, 0, 2, 0, -3);
  model.trend = trend;
  const after = await scores();
  for (const [item, score] of after) {
    const expected: number = before.get(item)! + trend[item]!;
    assert.ok(Math.abs(score - expected) < 1e-4);
  }
  model.dispose();
});

Deno.test("ModelRecommender adds seenScore to what the session holds, once", async () => {
  const scoresOf = async (params: ModelParams) => {
    const model = new SessionModel(params, SHOP_SIZES, 5);
    const recommender = new ModelRecommender(model);
    const sessions = makeSequences([[5, 2, 5]]);
    const [ranking] = await recommender.recommend(sessions, { k: 6 });
    recommender.dispose();
    model.dispose();
    return new Map(
      [...ranking!.items].map((it, at) => [it, ranking!.scores[at]!]),
    );
  };
  const before = await scoresOf(tinyParams());
  const after = await scoresOf(tinyParams({ seenScore: -3 }));
  for (const [item, score] of after) {
    const expected = before.get(item)! - ([2, 5].includes(item) ? 3 : 0);
    assert.ok(Math.abs(score - expected) < 1e-4, `${item}: ${score}`);
  }
});

Deno.test("ModelRecommender ranks a target lower where the session holds it before", () =>
  withRecommender(tinyParams({ seenScore: -100 }), async (recommender) => {
    const { ranks } = await recommender.predict(makeSequences([[5, 5, 2]]), 3);
    assert.equal(ranks[0], 6);
    assert.ok(ranks[1]! < 6);
  }));

Deno.test("ModelRecommender says that training has diverged where weights are NaN", async () => {
  const model = new SessionModel(tinyParams(), SHOP_SIZES, 1);
  const kernel = model.dense.get("gru.0.kernel")!;
  const broken = tf.fill([...kernel.shape], NaN);
  kernel.assign(broken);
  broken.dispose();
  const recommender = new ModelRecommender(model);
  const wanted = { name: "InputError", message: /training has diverged/ };
  await assert.rejects(recommender.predict(SHOP, 3), wanted);
  await assert.rejects(recommender.recommend(SHOP, { k: 3 }), wanted);
  recommender.dispose();
  model.dispose();
});

Deno.test("ModelRecommender keeps the weights that it was made with", () =>
  withRecommender(tinyParams(), async (recommender, model) => {
    const before = await recommender.recommend(SHOP, { k: 6 });
    const table = model.tables.get("item.embedding")!;
    const zeros = tf.zeros([...table.shape]);
    table.assign(zeros);
    zeros.dispose();
    assert.deepEqual(await recommender.recommend(SHOP, { k: 6 }), before);
  }));

Deno.test("ModelRecommender leaves no tensor behind", async () => {
  const sequences = {
    ...SHOP,
    targets: SHOP.targets.map(() => 1),
    offsets: Int32Array.of(0, 4, 7, 7, 9, 14),
    users: Int32Array.of(2, 0, 3, 3, 1),
  };
  const left = await tensorsLeft(() =>
    withRecommender(FULL, async (recommender) => {
      await recommender.predict(sequences, 3);
      await recommender.recommend(sequences, { k: 3, excludeSeen: true });
    })
  );
  assert.equal(left, 0);
});
