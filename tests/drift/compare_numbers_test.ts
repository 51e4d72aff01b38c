import assert from "node:assert/strict";
import { compareNumbers } from "../../src/drift/compare_numbers.ts";
import { drawNormal, seededPrng } from "../../src/random.ts";

const params = {
  bins: 10,
  minStability: 0.1,
  minDistance: 0.1,
  minStatistic: 0.1,
};
const OPTIONS = { name: "price", alpha: 0.001, params };

function normal(count: number, { mean = 0, seed = 1 } = {}) {
  const prng = seededPrng(seed);
  return {
    values: new Float64Array(count).map(() => mean + drawNormal(prng)),
    offsets: Int32Array.from({ length: count + 1 }, (_, at) => at),
  };
}

Deno.test("compareNumbers() measures a shift in deviations of the reference", () => {
  const { measures, drifted, summary } = compareNumbers(
    normal(4000),
    normal(3000, { mean: 1, seed: 2 }),
    OPTIONS,
  );
  const [distance, gap, psi] = measures;
  assert.equal(drifted, true);
  assert.ok(Math.abs(distance!.value - 1) < 0.06, `${distance!.value}`);
  // Φ(½) − Φ(−½); and PSI of unit normals one apart is 1, less for few ranges.
  assert.ok(Math.abs(gap!.value - 0.383) < 0.03, `${gap!.value}`);
  assert.ok(psi!.value > 0.85 && psi!.value < 1.1, `${psi!.value}`);
  assert.ok(gap!.pValue! < 1e-12);
  assert.ok(Math.abs(summary.median![1] - 1) < 0.1);
});

Deno.test("compareNumbers() takes a shift that is sure but small for none", () => {
  const { measures, drifted } = compareNumbers(
    normal(60_000),
    normal(60_000, { mean: 0.05, seed: 2 }),
    OPTIONS,
  );
  assert.ok(measures[1]!.pValue! < 1e-9);
  assert.equal(drifted, false);
});

Deno.test("compareNumbers() counts what comes by session as less than what stands alone", () => {
  const few = normal(40);
  const repeat = ({ values }: { values: Float64Array }) => ({
    values: Float64Array.from(
      { length: values.length * 50 },
      (_, at) => values[Math.floor(at / 50)]!,
    ),
    offsets: Int32Array.from(
      { length: values.length + 1 },
      (_, session) => session * 50,
    ),
  });
  const { drifted } = compareNumbers(
    repeat(few),
    repeat(normal(40, { mean: 0.3, seed: 2 })),
    OPTIONS,
  );
  assert.equal(drifted, false);
});

Deno.test("compareNumbers() sees numbers go missing, and takes columns that are empty", () => {
  const whole = normal(2000);
  const holes = {
    ...whole,
    values: whole.values.map((it, at) => at % 5 === 0 ? NaN : it),
  };
  const empty = { ...whole, values: whole.values.map(() => NaN) };
  const found = compareNumbers(whole, holes, OPTIONS);
  assert.equal(found.drifted, true);
  assert.deepEqual(found.summary.missing, [0, 0.19999999999999996]);
  assert.equal(compareNumbers(empty, empty, OPTIONS).drifted, false);
  assert.equal(compareNumbers(whole, empty, OPTIONS).drifted, true);
});
