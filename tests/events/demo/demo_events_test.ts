import assert from "node:assert/strict";
import { demoEvents } from "../../../src/events/demo/demo_events.ts";

const params = { sessions: 300, items: 200, users: 50, days: 7, seed: 1 };

Deno.test("demoEvents() are the same for the same seed only", () => {
  const items = (seed: number) =>
    demoEvents({ ...params, seed }).log.columns().item;
  assert.deepEqual(items(1), items(1));
  assert.notDeepEqual(items(1).slice(0, 50), items(2).slice(0, 50));
});

Deno.test("demoEvents() are sessions in the order in which they begin, their events in order", () => {
  const { session, time, item } = demoEvents(params).log.columns();
  const starts = new Map<number, number>();
  session.forEach((id, event) => {
    const isSame = event > 0 && session[event - 1] === id;
    if (isSame) assert.ok(time[event]! > time[event - 1]!);
    else starts.set(id, time[event]!);
    assert.ok(item[event]! >= 0 && item[event]! < params.items);
  });
  assert.deepEqual([...starts.keys()], [...Array(params.sessions).keys()]);
  const begun = [...starts.values()];
  assert.deepEqual(begun, begun.toSorted((a, b) => a - b));
});
