import assert from "node:assert/strict";
import fc from "fast-check";
import { seededPrng } from "../../src/random.ts";
import { drawPoint, parseSpace } from "../../src/tune/space.ts";

const SPACE = parseSpace({
  "model.itemSize": [64, 100],
  "model.cosineScale": [null, 16],
  "train.learningRate": { min: 0.001, max: 0.1, log: true },
  "train.negatives": { min: 1, max: 3, integer: true },
  "train.negativesAlpha": { min: 0, max: 1 },
}, "space.json");

Deno.test("drawPoint() stays within the space, with three digits", () =>
  fc.assert(fc.property(fc.integer(), (seed) => {
    const point = drawPoint(SPACE, seededPrng(seed));
    assert.deepEqual(Object.keys(point), Object.keys(SPACE));
    assert.ok([64, 100].includes(point["model.itemSize"] as number));
    const rate = point["train.learningRate"] as number;
    assert.ok(rate >= 0.001 && rate <= 0.1);
    assert.equal(rate, Number(rate.toPrecision(3)));
    assert.ok([1, 2, 3].includes(point["train.negatives"] as number));
  })));

Deno.test("drawPoint() draws all whole numbers and all orders of magnitude alike", () => {
  const prng = seededPrng(1);
  const points = Array.from({ length: 3000 }, () => drawPoint(SPACE, prng));
  const share = (holds: (point: ReturnType<typeof drawPoint>) => boolean) =>
    points.filter(holds).length / points.length;
  for (const whole of [1, 2, 3]) {
    const found = share((it) => it["train.negatives"] === whole);
    assert.ok(Math.abs(found - 1 / 3) < 0.04);
  }
  const small = share((it) => (it["train.learningRate"] as number) < 0.01);
  assert.ok(Math.abs(small - 1 / 2) < 0.04);
});

Deno.test("drawPoint() tells the numbers of a narrow range apart", () => {
  const space = parseSpace({
    "train.averageDecay": { min: 0.999, max: 0.9999 },
    "train.seed": { min: 1000, max: 1005, integer: true },
    "train.maxEvents": { min: 1e6, max: 1e6 + 1 },
  }, "space.json");
  const prng = seededPrng(1);
  const points = Array.from({ length: 500 }, () => drawPoint(space, prng));
  const drawn = (key: string) => points.map((it) => it[key] as number);
  const decays = drawn("train.averageDecay");
  assert.ok(new Set(decays).size > 300);
  assert.ok(decays.every((it) => it >= 0.999 && it <= 0.9999));
  const low = decays.filter((it) => it < 0.99945).length / decays.length;
  assert.ok(Math.abs(low - 1 / 2) < 0.08, `${low}`);
  assert.equal(new Set(drawn("train.seed")).size, 6);
  assert.ok(new Set(drawn("train.maxEvents")).size > 50);
});

Deno.test("drawPoint() of one seed is always the same", () => {
  const draw = () => drawPoint(SPACE, seededPrng(7, 3));
  assert.deepEqual(draw(), draw());
});

Deno.test("parseSpace() names the key that is wrong", () => {
  const message = (space: unknown) => {
    try {
      parseSpace(space, "space.json");
    } catch (error) {
      assert.equal((error as Error).name, "InputError");
      return (error as Error).message;
    }
    assert.fail("An error is wanted");
  };
  assert.equal(
    message({ "prepare.task": ["cart"] }),
    "space.json, prepare.task: model.… or train.… is wanted",
  );
  assert.equal(
    message({ "train.epochs": { min: 2, max: 1 } }),
    "space.json, train.epochs: min below max is wanted",
  );
  assert.equal(
    message({ "train.epochs": { min: 0, max: 1, log: true } }),
    "space.json, train.epochs: log wants a min above 0",
  );
  assert.equal(
    message({ "train.epochs": { min: 1, max: 3.5, integer: true } }),
    "space.json, train.epochs: integer wants a whole min and max",
  );
  for (const wrong of [[], 3, { min: 1 }]) {
    assert.equal(
      message({ "train.epochs": wrong }),
      "space.json, train.epochs: a list of values, or min, max and perhaps log and integer, are wanted",
    );
  }
});
