import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { parseSpace } from "../../../src/tune/space.ts";
import { drawParams, paramsTree } from "../../../tasks/tune/draw_params.ts";
import type { TuneSettings } from "../../../tasks/tune/tune_settings.ts";

function settings(space: unknown): TuneSettings {
  return {
    preset: "demo",
    data: "data/demo",
    digest: "",
    params: resolveParams({
      preset: { description: "Made by a test", events: { format: "sessions" } },
    }),
    space: parseSpace(space, "space.json"),
    trials: 3,
    minEpochs: 1,
    maxEpochs: 3,
    eta: 3,
    seed: 1,
  };
}

Deno.test("drawParams() puts what is drawn among the parameters, alike for a trial each time", () => {
  const search = settings({
    "model.itemSize": [31, 32, 33, 34],
    "train.learningRate": { min: 0.001, max: 0.1, log: true },
  });
  const { point, params } = drawParams(search, 2);
  assert.equal(params.model.itemSize, point["model.itemSize"]);
  assert.equal(params.train.learningRate, point["train.learningRate"]);
  assert.equal(params.train.batchSize, search.params.train.batchSize);
  assert.deepEqual(drawParams(search, 2).point, point);
  assert.notDeepEqual(drawParams(search, 1).point, point);
  // The settings stay as they were.
  assert.equal(search.params.model.itemSize, 100);
});

Deno.test("drawParams() draws again what is not allowed", () => {
  const search = settings({ "model.itemSize": [0, 0, 0, 32] });
  for (let trial = 0; trial < 20; trial++) {
    assert.equal(drawParams(search, trial).params.model.itemSize, 32);
  }
});

Deno.test("drawParams() says why nothing is allowed", () => {
  const message = (space: unknown) => {
    try {
      drawParams(settings(space), 0);
    } catch (error) {
      assert.equal((error as Error).name, "InputError");
      return (error as Error).message;
    }
    assert.fail("An error is wanted");
  };
  assert.match(
    message({ "model.itemSize": [0] }),
    /^The search space allows no parameters: model\.itemSize: /,
  );
  assert.match(
    message({ "train.learnRate": [0.1] }),
    /^The search space allows no parameters: train\.learnRate: /,
  );
});

Deno.test("paramsTree() is what --params reads", () => {
  const tree = paramsTree({
    "model.itemSize": 32,
    "train.epochs": 3,
    "train.loss": "cross_entropy",
  });
  assert.deepEqual(tree, {
    model: { itemSize: 32 },
    train: { epochs: 3, loss: "cross_entropy" },
  });
});
