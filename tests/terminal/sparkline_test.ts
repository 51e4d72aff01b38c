import assert from "node:assert/strict";
import { sparkline } from "../../src/terminal/sparkline.ts";

Deno.test("sparkline() spans the blocks from the lowest to the highest", () => {
  assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7]), "▁▂▃▄▅▆▇█");
  assert.equal(sparkline([6.2, 4.1, 3.5]), "█▃▁");
});

Deno.test("sparkline() leaves a space for what is not finite", () => {
  assert.equal(sparkline([1, NaN, 2]), "▁ █");
});

Deno.test("sparkline() draws equal numbers in the middle, and nothing of none", () => {
  assert.equal(sparkline([3, 3]), "▄▄");
  assert.equal(sparkline([]), "");
});
