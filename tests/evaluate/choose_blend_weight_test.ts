import assert from "node:assert/strict";
import { chooseBlendWeight } from "../../src/evaluate/choose_blend_weight.ts";
import { Blend } from "../../src/recommend/blend.ts";
import { fitMarkov } from "../../src/recommend/markov.ts";
import { fitPopularity } from "../../src/recommend/popularity.ts";
import { fitVsknn } from "../../src/recommend/vsknn.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

const OPTIONS = { itemCount: 4 };
/** After 2, 3 comes 4; 5 is the most popular item. */
const TRAIN = makeSequences([[2, 3, 4], [2, 3, 4], [5, 5, 5], [5, 5, 5]]);
const VALIDATION = makeSequences([[2, 3, 4], [2, 3, 4]], {
  isTarget: (at) => at === 2,
});

Deno.test("chooseBlendWeight() takes the least weight that is best on validation", async () => {
  // Without votes popularity puts 5 before 4; any vote turns that round.
  const blend = new Blend(
    fitPopularity(TRAIN, OPTIONS),
    fitMarkov(TRAIN, OPTIONS),
    { weight: 0, ...OPTIONS },
  );
  const weight = await chooseBlendWeight(blend, VALIDATION, "mrr@1");
  const before = await blend.ranksAt(VALIDATION, [weight - 0.05, weight]);
  assert.ok(weight > 0 && weight < 1);
  assert.ok(before[0]![0]! > 1);
  assert.equal(before[1]![0], 1);
});

Deno.test("chooseBlendWeight() gives neighbours nothing where the model needs no help", async () => {
  const blend = new Blend(
    fitMarkov(TRAIN, OPTIONS),
    fitVsknn(TRAIN, OPTIONS),
    { weight: 1, ...OPTIONS },
  );
  assert.equal(await chooseBlendWeight(blend, VALIDATION, "mrr@4"), 0);
});

Deno.test("chooseBlendWeight() wants a validation split", async () => {
  const blend = new Blend(
    fitMarkov(TRAIN, OPTIONS),
    fitVsknn(TRAIN, OPTIONS),
    { weight: 0, ...OPTIONS },
  );
  await assert.rejects(
    chooseBlendWeight(blend, makeSequences([]), "mrr@4"),
    {
      name: "InputError",
      message:
        "Parameter evaluate.blend.weight: a number is wanted where there is no validation split (prepare.split.validation) to choose it by",
    },
  );
});
