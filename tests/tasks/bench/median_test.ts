import assert from "node:assert/strict";
import { median } from "../../../tasks/bench/median.ts";

Deno.test("median() is the middle value, or the mean of the middle two", () => {
  assert.equal(median([7]), 7);
  assert.equal(median([100, 2, 3]), 3);
  assert.equal(median([100, 2, 3, 4]), 3.5);
});
