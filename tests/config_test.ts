import assert from "node:assert/strict";
import { flattenParams, resolveAgain, resolveParams } from "../src/config.ts";
import { InputError } from "../src/errors.ts";
import { presetNames, readPreset } from "../tasks/preset.ts";

const PRESET = {
  description: "A line of item ids per session",
  events: { format: "sessions" },
  params: { train: { epochs: 7, batchSize: 64 } },
};

Deno.test("resolveParams() fills in defaults", () => {
  const { train, prepare } = resolveParams({ preset: PRESET });
  assert.equal(train.epochs, 7);
  assert.equal(train.seed, 1);
  assert.equal(prepare.split.by, "time");
});

Deno.test("resolveParams() lets the later source win, key by key", () => {
  const { train } = resolveParams({
    defaults: { train: { epochs: 1, patience: 9, batchSize: 1, seed: 5 } },
    preset: PRESET,
    file: { train: { batchSize: 32 } },
    set: ["train.seed=2", "train.seed=3"],
  });
  assert.deepEqual(
    [train.patience, train.epochs, train.batchSize, train.seed],
    [9, 7, 32, 3],
  );
});

Deno.test("resolveParams() reads --set values as JSON, else as text", () => {
  const { prepare, evaluate } = resolveParams({
    preset: PRESET,
    set: [
      "prepare.keepLast=null",
      "prepare.split.by=original",
      "evaluate.cutoffs=[3,20]",
    ],
  });
  assert.equal(prepare.keepLast, null);
  assert.equal(prepare.split.by, "original");
  assert.deepEqual(evaluate.cutoffs, [3, 20]);
});

Deno.test("resolveParams() takes what goes by names in the place of the default", () => {
  const { prepare, promote } = resolveParams({
    preset: PRESET,
    set: ["prepare.scalers.weight=none", 'promote.slices={"cart":0.02}'],
  });
  assert.deepEqual(prepare.scalers, { weight: "none" });
  assert.deepEqual(promote.slices, { cart: 0.02 });
});

Deno.test("resolveParams() refuses keys that do not exist, naming them", () => {
  const cases = [
    [{ set: ["train.epoch=3"] }, "Parameter train.epoch is unknown"],
    [{ file: { trian: {} } }, "Parameter trian is unknown"],
    [{ preset: { ...PRESET, colour: 1 } }, "Preset colour is unknown"],
  ] as const;
  for (const [sources, message] of cases) {
    assert.throws(
      () => resolveParams({ preset: PRESET, ...sources }),
      new InputError(message),
    );
  }
});

Deno.test("resolveParams() refuses values of the wrong kind, naming the key", () => {
  for (
    const [text, key] of [
      ["train.epochs=0", "train.epochs"],
      ["train.epochs=many", "train.epochs"],
      ["evaluate.cutoffs=[]", "evaluate.cutoffs"],
      ["train.averageDecay=1", "train.averageDecay"],
      ['model={"encoder":"self_attention","heads":3}', "model.heads"],
      ["train.epochs", "--set train.epochs"],
    ] as const
  ) {
    assert.throws(
      () => resolveParams({ preset: PRESET, set: [text] }),
      (error: Error) =>
        error instanceof InputError && error.message.includes(`${key}:`),
    );
  }
});

Deno.test("resolveParams() wants a session or a user among the columns", () => {
  const columns = { time: { column: "at" }, item: "sku" };
  const events = { format: "csv", columns };
  assert.throws(
    () => resolveParams({ preset: { description: "", events } }),
    new InputError(
      "Parameter events.columns: either session or user must be named",
    ),
  );
});

Deno.test("resolveAgain() gives parameters back, and lets others override them", async () => {
  for (const name of presetNames()) {
    const params = resolveParams({
      preset: await readPreset(name),
      set: ["train.epochs=3", "evaluate.blend={}", 'promote.slices={"cart":0}'],
    });
    assert.deepEqual(resolveAgain(params, {}), params);
    const set = ["train.seed=9"];
    const { train } = resolveAgain(params, { set });
    assert.deepEqual(train, { ...params.train, seed: 9 });
  }
});

Deno.test("resolveParams() takes every preset of the project", async () => {
  for (const name of presetNames()) {
    resolveParams({ preset: await readPreset(name) });
  }
});

Deno.test("flattenParams() gives dotted names and plain values", () => {
  assert.deepEqual(
    flattenParams({ train: { epochs: 5, clipNorm: null }, cutoffs: [1, 20] }),
    { "train.epochs": 5, "train.clipNorm": null, "cutoffs": "1,20" },
  );
});
