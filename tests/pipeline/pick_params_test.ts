import assert from "node:assert/strict";
import { pickParams } from "../../src/pipeline/pick_params.ts";

const params = {
  train: { epochs: 5, betas: [0.9, 0.99], clip: null, names: {} },
  evaluate: { metric: "mrr@20", cutoffs: [20] },
};

Deno.test("pickParams() takes groups whole, and single values out of others", () => {
  assert.deepEqual(pickParams(params, ["train", "evaluate.metric"]), {
    flat: {
      "train.epochs": 5,
      "train.betas": [0.9, 0.99],
      "train.clip": null,
      "train.names": {},
      "evaluate.metric": "mrr@20",
    },
    tree: { train: params.train, evaluate: { metric: "mrr@20" } },
  });
});

Deno.test("pickParams() refuses a name that no parameter has", () => {
  for (const name of ["train.epoch", "serve", "train.epochs.first"]) {
    assert.throws(() => pickParams(params, [name]), {
      name: "TypeError",
      message: `Cannot read parameter "${name}": there is none of this name`,
    });
  }
});
