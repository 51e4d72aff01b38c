import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { withinTime } from "../../src/events/within_time.ts";

const source = {
  name: "log.csv",
  digest: () => Promise.resolve("00"),
  read: () =>
    Promise.resolve({
      frame: pl.DataFrame([
        pl.Series("time", [0, 1000, 2000, 3000]).cast(pl.Int64),
      ]),
      dropped: { "missing item": 2 },
    }),
};

async function times(span: { fromMs?: number; toMs?: number }) {
  const { frame, dropped } = await withinTime(source, span).read();
  assert.deepEqual(dropped, { "missing item": 2 });
  return frame.getColumn("time").cast(pl.Float64).toArray();
}

Deno.test("withinTime() keeps events from its beginning on and before its end", async () => {
  assert.deepEqual(await times({ fromMs: 1000, toMs: 3000 }), [1000, 2000]);
  assert.deepEqual(await times({ fromMs: 3000 }), [3000]);
  assert.deepEqual(await times({ toMs: 1000 }), [0]);
  assert.deepEqual(await times({}), [0, 1000, 2000, 3000]);
});

Deno.test("withinTime() has a digest of its own for each span", async () => {
  const digests = await Promise.all(
    [{}, { fromMs: 1000 }, { toMs: 1000 }].map((span) =>
      withinTime(source, span).digest()
    ),
  );
  assert.equal(new Set(digests).size, 3);
  assert.equal(await withinTime(source, {}).digest(), digests[0]);
});

Deno.test("withinTime() refuses a span without events, naming it", async () => {
  await assert.rejects(withinTime(source, { fromMs: 5000 }).read(), {
    name: "InputError",
    message: "log.csv has no events from 1970-01-01T00:00:05.000Z to its end",
  });
});
