import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { pickParams } from "../../../src/pipeline/pick_params.ts";
import { stageParams } from "../../../tasks/pipeline/stage_params.ts";
import { readPreset } from "../../../tasks/preset.ts";

Deno.test("stageParams() gives what is declared, and defaults in place of the rest", async () => {
  const params = resolveParams({
    preset: await readPreset("demo"),
    set: [
      ...["train.epochs=7", "evaluate.metric=mrr@7", "evaluate.cutoffs=[3,7]"],
      "prepare.minItemSupport=9",
    ],
  });
  const { tree } = pickParams(params, ["train", "evaluate.metric"]);
  const { train, evaluate, prepare } = stageParams(tree);
  assert.deepEqual(train, params.train);
  assert.deepEqual([evaluate.metric, evaluate.cutoffs], ["mrr@7", [7]]);
  assert.equal(prepare.minItemSupport, 1);
});

Deno.test("stageParams() is what was resolved where all is declared", async () => {
  const params = resolveParams({ preset: await readPreset("rees46") });
  const groups = ["events", "prepare", "model", "train", "evaluate"];
  assert.deepEqual(stageParams(pickParams(params, groups).tree), params);
});
