import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { sampleOfEvents } from "../../src/drift/sample_of_events.ts";
import { prepareParams } from "../prepare/params.ts";

Deno.test("sampleOfEvents() cleans events as training does, but keeps rare items", async () => {
  const frame = pl.DataFrame({
    session: ["x", "y", "x", "z", "y"],
    user: ["anna", null, "anna", "bob", null],
    item: ["7", "8", "9", "7", "8"],
    brand: ["acme", null, "zeta", "acme", "zeta"],
    cart: [false, false, true, false, false],
  }).withColumns(
    pl.Series("time", [2000, 1000, 1000, 5, 3000]).cast(pl.Int64),
    pl.Series("price", [1.5, null, 2.5, 9, 4], pl.Float64),
  );
  const sample = await sampleOfEvents(frame, {
    name: "log",
    prepare: prepareParams({ minItemSupport: 5 }),
  });
  const texts = ({ codes, values }: typeof sample.items) =>
    Array.from(codes, (code) => values[code]);
  // z has one event only; x is put into the order of its times.
  assert.deepEqual([...sample.offsets], [0, 2, 4]);
  assert.deepEqual(texts(sample.items), ["9", "7", "8", "8"]);
  assert.deepEqual([...sample.times], [1000, 2000, 1000, 3000]);
  assert.deepEqual([...sample.carts], [1, 0, 0, 0]);
  assert.deepEqual(texts(sample.users!), ["anna", undefined]);
  assert.deepEqual(texts(sample.categories.brand!), [
    "zeta",
    "acme",
    "Unknown",
    "zeta",
  ]);
  assert.deepEqual([...sample.numbers.price!], [2.5, 1.5, NaN, 4]);
  assert.equal(sample.name, "log");
});
