import assert from "node:assert/strict";
import pl from "nodejs-polars";
import type { EventSource } from "../../src/events/event_source.ts";
import { readEventWindow } from "../../src/prepare/event_window.ts";
import { column } from "./frames.ts";
import { testParams } from "./params.ts";

/** A log of sessions: 1 at minutes 0 and 1, 2 at 10 and 11, 3 at 20 only. */
const source: EventSource = {
  name: "log.csv",
  digest: () => Promise.resolve("00"),
  read: () =>
    Promise.resolve({
      frame: pl.DataFrame([
        pl.Series("session", ["1", "1", "2", "2", "3"]),
        pl.Series("time", [0, 1, 10, 11, 20].map((it) => it * 60_000))
          .cast(pl.Int64),
        pl.Series("item", ["a", "b", "a", "c", "a"]),
      ]),
      dropped: {},
    }),
};

Deno.test("readEventWindow() cleans what is later, and marks what is to be predicted", async () => {
  const params = testParams({ minItemSupport: 3 });
  const window = await readEventWindow(source, { ...params, afterMs: 60_000 });
  const { frame, values } = window.events;
  const items = values.item!.toArray();
  assert.deepEqual(column(frame, "item").map((it) => items[it]), ["a", "c"]);
  assert.deepEqual(column(frame, "target"), [0, 1]);
  assert.deepEqual([window.fromMs, window.toMs], [600_000, 660_000]);
});

Deno.test("readEventWindow() takes all where no time is named", async () => {
  const { events } = await readEventWindow(source, testParams());
  assert.equal(events.frame.height, 4);
});

Deno.test("readEventWindow() says that nothing is newer", async () => {
  await assert.rejects(
    readEventWindow(source, { ...testParams(), afterMs: 20 * 60_000 }),
    {
      name: "InputError",
      message:
        "log.csv has no events after 1970-01-01T00:20:00.000Z, when training ended: newer ones are wanted",
    },
  );
});

Deno.test("readEventWindow() says that nothing is there, and that nothing is to be predicted", async () => {
  const empty: EventSource = {
    ...source,
    async read() {
      const { frame } = await source.read();
      return { frame: frame.head(0), dropped: {} };
    },
  };
  await assert.rejects(readEventWindow(empty, testParams()), {
    name: "InputError",
    message: "log.csv has no events",
  });
  const carts = testParams({ task: "cart" });
  await assert.rejects(readEventWindow(source, carts), {
    name: "InputError",
    message: "log.csv has no event to be predicted",
  });
});
