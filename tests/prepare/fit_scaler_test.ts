import assert from "node:assert/strict";
import { fitScaler } from "../../src/prepare/fit_scaler.ts";

// Golden numbers: scikit-learn 1.9's RobustScaler and StandardScaler, fitted on
// [[1], [2], [4], [8], [nan], [16.5]] by tests/golden/scalers.py.
const values = Float64Array.of(1, 2, 4, 8, NaN, 16.5);

Deno.test("fitScaler() robust has scikit-learn's median and interquartile range", () => {
  const { center, scale } = fitScaler(values, "robust");
  assert.equal(center, 4);
  assert.equal(scale, 6);
});

Deno.test("fitScaler() standard has scikit-learn's mean and population deviation", () => {
  const { center, scale } = fitScaler(values, "standard");
  assert.equal(center, 6.3);
  assert.ok(Math.abs(scale - 5.635601121442148) < 1e-14, `${scale}`);
});

Deno.test("fitScaler() only shifts a column that does not vary", () => {
  const constant = new Float64Array(7).fill(0.1);
  assert.equal(fitScaler(constant, "standard").scale, 1);
  assert.equal(fitScaler(constant, "robust").scale, 1);
});

Deno.test("fitScaler() none, or of no value, changes nothing", () => {
  assert.equal(fitScaler(values, "none").apply(3), 3);
  const none = fitScaler(Float64Array.of(NaN), "robust");
  assert.equal(none.apply(3), 3);
});
