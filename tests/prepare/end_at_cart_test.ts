import assert from "node:assert/strict";
import { endAtCart } from "../../src/prepare/end_at_cart.ts";
import { coded, column } from "./frames.ts";

Deno.test("endAtCart() keeps sessions whose last event is the cart event", () => {
  const frame = coded({
    session: [0, 0, 1, 1, 2],
    cart: [0, 1, 1, 0, 1],
  });
  assert.deepEqual(column(endAtCart(frame), "session"), [0, 0, 2]);
});
