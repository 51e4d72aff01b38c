import assert from "node:assert/strict";
import { EventLog } from "../../../src/events/demo/event_log.ts";

Deno.test("EventLog keeps what is appended, also after it has grown", () => {
  const log = new EventLog();
  for (let i = 0; i < 3_000; i++) {
    log.append({
      session: i,
      user: -1,
      item: 2 * i,
      time: i / 2,
      cart: i % 2 === 1,
    });
  }
  const { session, user, item, time, cart } = log.columns();
  assert.equal(log.length, 3_000);
  assert.equal(session.length, 3_000);
  assert.deepEqual(
    [session[2_999], user[2_999], item[2_999], time[2_999], cart[2_999]],
    [2_999, -1, 5_998, 1_499.5, 1],
  );
  assert.deepEqual([item[1_023], cart[1_024]], [2_046, 0]);
});
