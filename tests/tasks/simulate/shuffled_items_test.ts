import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { shuffledItems } from "../../../tasks/simulate/shuffled_items.ts";

Deno.test("shuffledItems() leaves all as it was but which event is on which product", async () => {
  const session = Array.from({ length: 50 }, (_, row) => `${row}`);
  const item = session.map((it) => `p${it}`);
  const source = shuffledItems({
    name: "log",
    digest: () => Promise.resolve("00"),
    read: () =>
      Promise.resolve({
        frame: pl.DataFrame({ session, item }),
        dropped: { "missing item": 1 },
      }),
  }, 1);
  const { frame, dropped } = await source.read();
  assert.deepEqual(frame.getColumn("session").toArray(), session);
  const items = frame.getColumn("item").toArray();
  assert.notDeepEqual(items, item);
  assert.deepEqual(items.toSorted(), item.toSorted());
  assert.deepEqual(dropped, { "missing item": 1 });
  assert.equal(await source.digest(), "00 shuffled 1");
});
