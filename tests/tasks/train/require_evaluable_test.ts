import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { FeatureSet } from "../../../src/features/feature_set.ts";
import { Vocabulary } from "../../../src/features/vocabulary.ts";
import type { Dataset } from "../../../src/prepare/dataset.ts";
import { requireEvaluable } from "../../../tasks/train/require_evaluable.ts";
import { makeSequences } from "../../recommend/make_sequences.ts";

const DATASET: Dataset = {
  train: makeSequences([[2, 3], [3, 2]]),
  validation: makeSequences([]),
  test: makeSequences([[2, 3]]),
  digest: "",
  features: new FeatureSet({
    task: "next",
    item: new Vocabulary({ type: "text", values: ["a", "b"] }),
    support: Int32Array.of(0, 0, 2, 2),
    categories: {},
    calendar: [],
    numbers: {},
  }),
};

const ITEM_FEATURES = {
  features: { type: 1 },
  values: ["hat"],
  size: 1,
  offsets: Int32Array.of(0, 0, 0, 1, 2),
  codes: Int32Array.of(0, 0),
};

/** What is told of a dataset; undefined: nothing. */
function told(evaluate: object, changed: Partial<Dataset> = {}) {
  const params = resolveParams({
    preset: {
      description: "Made by a test",
      events: { format: "sessions" },
      params: { evaluate },
    },
  });
  try {
    return requireEvaluable({ ...DATASET, ...changed }, params.evaluate);
  } catch (error) {
    assert.equal((error as Error).name, "InputError");
    return (error as Error).message;
  }
}

Deno.test("requireEvaluable() wants something to predict in the test split", () => {
  assert.equal(told({}), undefined);
  assert.match(
    told({}, { test: makeSequences([]) })!,
    /^Cannot evaluate: the test split holds no event to be predicted, /,
  );
});

Deno.test("requireEvaluable() wants what is known of items where a baseline goes by it", () => {
  const baselines = ["popularity", "category_popularity"];
  const known = { itemFeatures: ITEM_FEATURES };
  assert.match(
    told({ baselines })!,
    /^Parameter evaluate\.baselines: category_popularity wants to know of items/,
  );
  assert.equal(told({ baselines }, known), undefined);
  assert.match(
    told({ baselines, categoryPopularity: ["brand"] }, known)!,
    /^Parameter evaluate\.categoryPopularity: "brand" is no feature of items/,
  );
});

Deno.test("requireEvaluable() wants a validation split where it is to choose a blend's weight", () => {
  const { test } = DATASET;
  const message = told({ blend: {} });
  assert.match(message!, /^Parameter evaluate\.blend\.weight: a number is /);
  assert.equal(told({ blend: { weight: 0.3 } }), undefined);
  assert.equal(told({ blend: {} }, { validation: test }), undefined);
});
