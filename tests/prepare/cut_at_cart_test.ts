import assert from "node:assert/strict";
import { cutAtCart } from "../../src/prepare/cut_at_cart.ts";
import { coded, column } from "./frames.ts";

Deno.test("cutAtCart() ends a session at each cart event, new ids after the highest", () => {
  const frame = coded({
    session: [0, 0, 0, 0, 0, 4, 4],
    cart: [0, 1, 0, 1, 0, 0, 1],
  });
  const cut = cutAtCart(frame);
  assert.deepEqual(column(cut, "session"), [0, 0, 5, 5, 6, 4, 4]);
  assert.deepEqual(column(cut, "item"), [0, 1, 2, 3, 4, 5, 6]);
});

Deno.test("cutAtCart() does not change its input", () => {
  const frame = coded({ session: [0, 0], cart: [1, 1] });
  cutAtCart(frame);
  assert.deepEqual(column(frame, "session"), [0, 0]);
});
