import assert from "node:assert/strict";
import { chiSquareQuantile } from "../../src/drift/chi_square_quantile.ts";
import { goldenQuantiles, isClose } from "./golden.ts";

Deno.test("chiSquareQuantile() is scipy's chi2.ppf", () => {
  assert.equal(goldenQuantiles.length, 25);
  for (const [degrees, share, wanted] of goldenQuantiles) {
    const found = chiSquareQuantile(degrees, share);
    assert.ok(
      isClose(found, wanted, 1e-7),
      `${degrees}, ${share}: ${found}, ${wanted} is wanted`,
    );
  }
});
