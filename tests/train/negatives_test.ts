import assert from "node:assert/strict";
import fc from "fast-check";
import { seededPrng } from "../../src/random.ts";
import { NegativeSampler } from "../../src/train/negatives.ts";

/** Support of padding, OOV and four items, one of which training lacks. */
const SUPPORT = [7, 5, 1, 16, 0, 4];

Deno.test("NegativeSampler gives chances in proportion to support to the power of alpha", () => {
  const chances = (alpha: number) => [
    ...new NegativeSampler(SUPPORT, alpha).chances,
  ];
  assert.deepEqual(chances(1), [0, 0, 1 / 21, 16 / 21, 0, 4 / 21]);
  assert.deepEqual(chances(0.5), [0, 0, 1 / 7, 4 / 7, 0, 2 / 7]);
  assert.deepEqual(chances(0), [0, 0, 1 / 3, 1 / 3, 0, 1 / 3]);
});

Deno.test("NegativeSampler draws items as often as their chances say", () => {
  const sampler = new NegativeSampler(SUPPORT, 0.5);
  const draws = sampler.draw(70_000, seededPrng(1));
  const counts = SUPPORT.map((_, item) =>
    draws.filter((it) => it === item).length
  );
  // Standard deviations are below 135; four of them are allowed.
  [0, 0, 10_000, 40_000, 0, 20_000].forEach((expected, item) => {
    assert.ok(Math.abs(counts[item]! - expected) < 540, String(counts));
  });
});

Deno.test("NegativeSampler never draws padding, OOV or an item without support", () => {
  fc.assert(fc.property(
    fc.array(fc.nat(5), { minLength: 3, maxLength: 30 })
      .filter((support) => support.slice(2).some((count) => count > 0)),
    fc.constantFrom(0, 0.5, 1),
    fc.nat(),
    (support, alpha, seed) => {
      const sampler = new NegativeSampler(support, alpha);
      const sum = sampler.chances.reduce((total, chance) => total + chance, 0);
      assert.ok(Math.abs(sum - 1) < 1e-12);
      const draws = sampler.draw(50, seededPrng(seed));
      assert.ok(draws.every((item) => item >= 2 && support[item]! > 0));
    },
  ));
});

Deno.test("NegativeSampler draws by the value: the ends of the range too", () => {
  const sampler = new NegativeSampler(SUPPORT, 1);
  const almostOne = 1 - 2 ** -32;
  const values = [0, 1 / 21 - 1e-9, 1 / 21 + 1e-9, almostOne];
  let at = 0;
  const draws = sampler.draw(4, () => values[at++]!);
  assert.deepEqual([...draws], [2, 2, 3, 5]);
});

Deno.test("NegativeSampler draws the same from the same seed", () => {
  const sampler = new NegativeSampler(SUPPORT, 0.5);
  const draw = (seed: number) => sampler.draw(20, seededPrng(seed));
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
});
