import assert from "node:assert/strict";
import { populationStability } from "../../src/drift/population_stability.ts";
import { isClose } from "./golden.ts";

Deno.test("populationStability() is Σ (q − p) ln(q / p)", () => {
  // (0.4 − 0.5) ln(0.8) + (0.6 − 0.5) ln(1.2)
  const wanted = -0.1 * Math.log(0.8) + 0.1 * Math.log(1.2);
  const found = populationStability([50, 50], [4, 6], { smoothing: 0 });
  assert.ok(isClose(found, wanted), `${found}, ${wanted} is wanted`);
});

Deno.test("populationStability() gives a value that only one sample holds a finite weight", () => {
  // p = 10.5 / 11, 0.5 / 11; q = 0.5 / 11, 10.5 / 11.
  const wanted = 2 * (10 / 11) * Math.log(21);
  assert.ok(isClose(populationStability([10, 0], [0, 10]), wanted));
  assert.equal(populationStability([10, 0, 5], [10, 0, 5]), 0);
});
