import assert from "node:assert/strict";
import { kolmogorovLimit } from "../../src/drift/kolmogorov_limit.ts";
import { isClose } from "./golden.ts";

Deno.test("kolmogorovLimit() is scipy 1.17's stats.kstwo.sf", () => {
  const wanted = [
    [0.05, 200, 0.6802625495871704],
    [0.02, 5000, 0.03613941395325637],
    [0.004, 100_000, 0.08130148920222469],
    [0.0075, 100_000, 2.588185192569107e-05],
  ] as const;
  for (const [distance, n, p] of wanted) {
    const found = kolmogorovLimit(distance, n);
    assert.ok(isClose(found, p, 2e-4), `${found}, ${p} is wanted`);
  }
});

Deno.test("kolmogorovLimit() goes on without a break where its tail begins", () => {
  const [before, after] = [2.99999, 3.00001].map((z) =>
    kolmogorovLimit(z / Math.sqrt(1000), 1000)
  );
  assert.ok(isClose(before!, after!, 0.05), `${before}, ${after}`);
});
