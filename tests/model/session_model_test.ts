import assert from "node:assert/strict";
import type { ModelParams } from "../../src/config.ts";
import type { Sequences } from "../../src/features/sequences.ts";
import type { LossParams } from "../../src/model/losses/session_loss.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import type { Values } from "../../src/model/values.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { trainParams } from "../train/tiny_training.ts";
import { shopInputs, shopKnown, shopTargets } from "./shop_batch.ts";
import { tensorsLeft } from "./tensors_left.ts";
import { SHOP, SHOP_SIZES, tinyParams, VARIANTS } from "./tiny_shop.ts";
import { startInstalledBackend } from "../installed_backend.ts";

await startInstalledBackend();

const ALL = [0, 1, 2, 3];
const FULL = VARIANTS["users, categories and numbers"]!;

/** By event, the session's vector after it. */
function encodeByEvent(
  model: SessionModel,
  sequences: Sequences,
  sessions: readonly number[],
): Map<number, number[]> {
  const { packed, inputs } = shopInputs(model, sequences, sessions);
  const rows = tf.tidy(() => model.encode(model.readAll(), inputs).arraySync());
  tf.dispose([inputs.lookups, inputs.numbers ?? []]);
  return new Map(rows.map((row, p) => [packed.events[p]!, row]));
}

function shapes(params: ModelParams): Record<string, readonly number[]> {
  const model = new SessionModel(params, SHOP_SIZES, 1);
  const entries = model.variables().map(({ name, shape }) => [name, shape]);
  model.dispose();
  return Object.fromEntries(entries);
}

function assertClose(actual: number[], expected: number[], tolerance: number) {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, at) => {
    assert.ok(
      Math.abs(value - expected[at]!) <= tolerance,
      `${value} is not ${expected[at]} (place ${at})`,
    );
  });
}

Deno.test("SessionModel has one table where the output is tied to the items", () => {
  assert.deepEqual(shapes(tinyParams()), {
    "item.embedding": [8, 6],
    "gru.0.kernel": [6, 18],
    "gru.0.recurrent": [6, 18],
    "gru.0.bias": [18],
    "gru.0.recurrent_bias": [18],
  });
});

Deno.test("SessionModel projects states to items of another size", () => {
  const projected = shapes(tinyParams({ hiddenSize: 5 }));
  assert.deepEqual(projected["projection.weight"], [5, 6]);
});

Deno.test("SessionModel keeps the bias of an output of its own as the last column", () => {
  const plain = shapes(tinyParams({ tied: false, cosineScale: null }));
  assert.deepEqual(plain["output.weight"], [8, 7]);
  const cosine = shapes(tinyParams({ tied: false }));
  assert.deepEqual(cosine["output.weight"], [8, 6]);
});

Deno.test("SessionModel joins users, categories and numbers at the GRU's input", () => {
  const full = shapes({ ...FULL, layers: 2 });
  assert.deepEqual(full["user.embedding"], [4, 3]);
  assert.deepEqual(full["category.brand.embedding"], [5, 2]);
  assert.deepEqual(full["gru.0.kernel"], [6 + 3 + 2 + 2, 18]);
  assert.deepEqual(full["gru.1.kernel"], [6, 18]);
});

Deno.test("SessionModel draws the same weights from the same seed, others from another", () => {
  const draw = (seed: number) => {
    const model = new SessionModel(FULL, SHOP_SIZES, seed);
    const values = tf.tidy(() =>
      Object.values(model.readAll()).flatMap((it) => [...it.dataSync()])
    );
    model.dispose();
    return values;
  };
  assert.deepEqual(draw(3), draw(3));
  assert.notDeepEqual(draw(3), draw(4));
});

for (const [name, params] of Object.entries(VARIANTS)) {
  Deno.test(`encode() of a packed batch is encode() of each session alone: ${name}`, () => {
    const model = new SessionModel(params, SHOP_SIZES, 1);
    const together = encodeByEvent(model, SHOP, ALL);
    assert.equal(together.size, 10);
    for (const session of ALL) {
      for (const [event, row] of encodeByEvent(model, SHOP, [session])) {
        assertClose(together.get(event)!, row, 1e-5);
      }
    }
    model.dispose();
  });
}

for (const [name, params] of Object.entries(VARIANTS)) {
  Deno.test(`encode() after an event knows nothing of later ones: ${name}`, () => {
    const model = new SessionModel(params, SHOP_SIZES, 1);
    const changed = {
      ...SHOP,
      items: SHOP.items.with(11, 7),
      categories: { brand: SHOP.categories.brand!.with(11, 1) },
      numbers: { ...SHOP.numbers, price: SHOP.numbers.price!.with(11, 9) },
    };
    const before = encodeByEvent(model, SHOP, [3]);
    const after = encodeByEvent(model, changed, [3]);
    assert.deepEqual([...before.keys()], [9, 10, 11, 12]);
    for (const event of [9, 10]) {
      assert.deepEqual(after.get(event), before.get(event));
    }
    for (const event of [11, 12]) {
      assert.notDeepEqual(after.get(event), before.get(event));
    }
    model.dispose();
  });
}

Deno.test("encode() with a cosine scale gives vectors of that length", () => {
  const model = new SessionModel(
    VARIANTS["tied through a projection"]!,
    SHOP_SIZES,
    1,
  );
  for (const row of encodeByEvent(model, SHOP, ALL).values()) {
    assert.equal(row.length, 6);
    assertClose([Math.hypot(...row)], [4], 1e-5);
  }
  model.dispose();
});

Deno.test("encode() drops inputs by the seed, and none without one", () => {
  const params = VARIANTS["two layers, dropout"]!;
  const model = new SessionModel(params, SHOP_SIZES, 1);
  const encode = (seed?: number) =>
    tf.tidy(() => {
      const { inputs } = shopInputs(model, SHOP, ALL);
      return [...model.encode(model.readAll(), inputs, seed).dataSync()];
    });
  assert.deepEqual(encode(5), encode(5));
  assert.notDeepEqual(encode(5), encode(6));
  assert.notDeepEqual(encode(5), encode());
  model.dispose();
});

Deno.test("encodeEmpty() is the vector of a state of zeros", () => {
  const encodeEmpty = (params: ModelParams) => {
    const model = new SessionModel(params, SHOP_SIZES, 1);
    const rows = tf.tidy(() => model.encodeEmpty(model.readAll()).arraySync());
    model.dispose();
    return rows;
  };
  assert.deepEqual(encodeEmpty(tinyParams()), [[0, 0, 0, 0, 0, 0]]);
  // The last column meets the bias.
  assert.deepEqual(
    encodeEmpty(tinyParams({ tied: false, cosineScale: null })),
    [[0, 0, 0, 0, 0, 0, 1]],
  );
});

Deno.test("items() scales rows to length 1 for a cosine, and else leaves them", () => {
  const rows = [[3, 4, 0, 0, 0, 0], [0, 0, 0, 0, 2, 0]];
  const items = (params: ModelParams) => {
    const model = new SessionModel(params, SHOP_SIZES, 1);
    const result = tf.tidy(() => model.items(tf.tensor2d(rows)).arraySync());
    model.dispose();
    return result;
  };
  assertClose(
    items(tinyParams()).flat(),
    [0.6, 0.8, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    1e-6,
  );
  assert.deepEqual(items(tinyParams({ cosineScale: null })), rows);
});

/**
 * Chances of the output table's first rows to be candidates, as logs. The last
 * two rows are targets only.
 */
const LOG_INCLUSION = [0.1, 0.2, 0.9, 0.8, 0.7, 0.6].map(Math.log);

const LOSSES: Readonly<Record<LossParams["loss"], LossParams>> = {
  cross_entropy: trainParams({ loss: "cross_entropy", labelSmoothing: 0.1 }),
  sampled_softmax: trainParams({
    loss: "sampled_softmax",
    labelSmoothing: 0.1,
  }),
  bpr_max: trainParams({ loss: "bpr_max", bprRegularisation: 0.1 }),
  gbce: trainParams({ loss: "gbce" }),
};

/** Loss as a function of the values, in the order of their names. */
function lossOf(model: SessionModel, params: LossParams) {
  const { packed, inputs } = shopInputs(model, SHOP, ALL);
  const targets = shopTargets(model, SHOP, {
    packed,
    logInclusion: params.loss === "cross_entropy" ? undefined : LOG_INCLUSION,
  });
  const known = shopKnown(model);
  const names = model.variables().map((it) => it.name);
  return (...tensors: tf.Tensor[]) => {
    const values: Values = Object.fromEntries(
      names.map((name, at) => [name, tensors[at]!]),
    );
    return model.loss(values, { inputs, targets, known }, { params, seed: 1 });
  };
}

for (const [name, params] of Object.entries(VARIANTS)) {
  for (const [kind, lossParams] of Object.entries(LOSSES)) {
    Deno.test(`loss() has the gradient of finite differences: ${kind}, ${name}`, () => {
      const model = new SessionModel(params, SHOP_SIZES, 7);
      tf.tidy(() => checkGradients(model, lossParams));
      model.dispose();
    });
  }
}

/** Compares three coordinates of each parameter: central differences, ±4e-3. */
function checkGradients(model: SessionModel, params: LossParams): void {
  const loss = lossOf(model, params);
  const variables = model.variables();
  const values = variables.map((it) => it.read());
  const { grads } = tf.valueAndGrads(loss)(values);
  const step = 4e-3;
  variables.forEach(({ name, shape }, at) => {
    const gradient = grads[at]!.dataSync();
    const data = values[at]!.dataSync();
    for (
      const place of [0, 0.4, 0.9].map((it) => Math.floor(it * data.length))
    ) {
      const shifted = (by: number) => {
        const changed = Float32Array.from(data);
        changed[place]! += by;
        const moved = [...values];
        moved[at] = tf.tensor(changed, [...shape]);
        return loss(...moved).dataSync()[0]!;
      };
      const slope = (shifted(step) - shifted(-step)) / (2 * step);
      const error = Math.abs(slope - gradient[place]!);
      assert.ok(
        error <= 1e-3 + 0.02 * Math.abs(slope),
        `${name}[${place}]: gradient ${gradient[place]}, slope ${slope}`,
      );
    }
  });
}

Deno.test("loss() predicts only the named slots", () => {
  const model = new SessionModel(tinyParams(), SHOP_SIZES, 1);
  const loss = (slots: number[]) =>
    tf.tidy(() => {
      const { packed, inputs } = shopInputs(model, SHOP, ALL);
      const { labels } = shopTargets(model, SHOP, { packed });
      const targets = {
        slots: tf.tensor1d(slots, "int32"),
        labels: tf.gather(labels, slots),
        logInclusion: undefined,
        outputRows: undefined,
      };
      const options = { params: LOSSES.cross_entropy, seed: 1 };
      return model.loss(model.readAll(), { inputs, targets }, options)
        .dataSync()[0]!;
    });
  const [first, second] = [loss([4]), loss([0])];
  assert.notEqual(first, second);
  assertClose([loss([4, 0])], [(first + second) / 2], 1e-5);
  model.dispose();
});

Deno.test("SessionModel leaves no tensor behind", async () => {
  const left = await tensorsLeft(() => {
    const model = new SessionModel(FULL, SHOP_SIZES, 1);
    encodeByEvent(model, SHOP, ALL);
    tf.dispose(model.readAll());
    tf.tidy(() => {
      for (const params of Object.values(LOSSES)) {
        lossOf(model, params)(...model.variables().map((it) => it.read()));
      }
    });
    model.dispose();
  });
  assert.equal(left, 0);
});
