import assert from "node:assert/strict";
import { wasserstein } from "../../src/drift/wasserstein.ts";
import { drawNormal, seededPrng } from "../../src/random.ts";
import { goldenSamples, isClose } from "./golden.ts";

for (const golden of goldenSamples) {
  Deno.test(`wasserstein() is scipy's distance: ${golden.name}`, () => {
    const { reference, current } = golden;
    const { distance } = wasserstein(reference, current);
    assert.ok(
      isClose(distance, golden.wasserstein),
      `${distance}, ${golden.wasserstein} is wanted`,
    );
  });
}

Deno.test("wasserstein() expects what samples of one distribution come to", () => {
  const prng = seededPrng(5);
  const draw = (count: number) =>
    new Float64Array(count).map(() => Math.exp(drawNormal(prng))).sort();
  const found = Array.from(
    { length: 200 },
    () => wasserstein(draw(400), draw(250)),
  );
  const mean = (values: number[]) =>
    values.reduce((a, b) => a + b, 0) / values.length;
  const ratio = mean(found.map((it) => it.distance)) /
    mean(found.map((it) => it.expected));
  assert.ok(ratio > 0.93 && ratio < 1.07, `${ratio}`);
});

Deno.test("wasserstein() expects more where values stand for fewer", () => {
  const [a, b] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(2, 3)];
  const sizes = { reference: 1, current: 0.5 };
  assert.ok(
    isClose(
      wasserstein(a, b, { sizes }).expected,
      2 * wasserstein(a, b).expected,
    ),
  );
});
