import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { concatEvents } from "../../src/events/concat_events.ts";

Deno.test("concatEvents() keeps the order of the parts and sums what was dropped", () => {
  const part = (item: string, dropped: Record<string, number>) => ({
    frame: pl.DataFrame({ item: [item] }),
    dropped,
  });
  const { frame, dropped } = concatEvents([
    part("b", { "missing item": 2 }),
    part("a", { "missing item": 1, "missing time": 4 }),
  ]);
  assert.deepEqual(frame.toRecords(), [{ item: "b" }, { item: "a" }]);
  assert.deepEqual(dropped, { "missing item": 3, "missing time": 4 });
});
