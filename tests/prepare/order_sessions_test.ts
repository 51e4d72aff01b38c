import assert from "node:assert/strict";
import { orderSessions } from "../../src/prepare/order_sessions.ts";
import { coded, column } from "./frames.ts";

Deno.test("orderSessions() orders by last event's time, stably, and numbers from 0", () => {
  const frame = coded({
    session: [5, 5, 2, 9, 9],
    minute: [1, 9, 4, 2, 4],
  });
  const ordered = orderSessions(frame);
  assert.deepEqual(column(ordered, "session"), [0, 1, 1, 2, 2]);
  assert.deepEqual(column(ordered, "item"), [2, 3, 4, 0, 1]);
});
