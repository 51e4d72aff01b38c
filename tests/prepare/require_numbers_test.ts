import assert from "node:assert/strict";
import { requireNumbers } from "../../src/prepare/require_numbers.ts";
import { coded, column } from "./frames.ts";

Deno.test("requireNumbers() drops events without a price, save the cart event", () => {
  const frame = coded({
    session: [0, 0, 0],
    price: [NaN, 5, NaN],
    cart: [0, 0, 1],
  });
  assert.deepEqual(column(requireNumbers(frame, ["price"]), "item"), [1, 2]);
});
