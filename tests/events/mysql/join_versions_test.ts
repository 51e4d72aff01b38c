import assert from "node:assert/strict";
import pl from "nodejs-polars";
import {
  JOIN_COLUMNS,
  joinVersions,
} from "../../../src/events/mysql/join_versions.ts";

const time = (name: string, values: (number | null)[]) =>
  pl.Series(name, values, pl.Int64).cast(pl.Datetime("ms"));
const text = (name: string, values: (string | null)[]) =>
  pl.Series(name, values, pl.Utf8);

const EVENTS = pl.DataFrame([
  text("sku", ["a", "b", "a", "c", "a", "a", null, "a "]),
  text(JOIN_COLUMNS.eventItem, ["a", "b", "a", "c", "a", "a", null, "a "]),
  time(JOIN_COLUMNS.eventTime, [10, 5, 9, 1, 30, null, 10, 10]),
]);
const VERSIONS = pl.DataFrame([
  text(JOIN_COLUMNS.item, ["b", "a", "a"]),
  time(JOIN_COLUMNS.from, [2, 10, 20]),
  time(JOIN_COLUMNS.to, [5, 15, null]),
  text("brand", ["r", "p", null]),
  pl.Series("price", [1.5, 2.5, 3.5], pl.Float64),
]);

Deno.test("joinVersions() gives what was valid at the time, and keeps the order", () => {
  assert.deepEqual(joinVersions(EVENTS, VERSIONS).toRecords(), [
    // From its start on.
    { sku: "a", brand: "p", price: 2.5 },
    // Up to its end, which is no longer in it.
    { sku: "b", brand: null, price: null },
    { sku: "a", brand: null, price: null },
    { sku: "c", brand: null, price: null },
    { sku: "a", brand: null, price: 3.5 },
    { sku: "a", brand: null, price: null },
    { sku: null, brand: null, price: null },
    { sku: "a ", brand: null, price: null },
  ]);
});

Deno.test("joinVersions() takes no versions, or no events, as they are", () => {
  const without = joinVersions(EVENTS, VERSIONS.limit(0));
  assert.equal(without.height, 8);
  assert.equal(without.getColumn("price").nullCount(), 8);
  const none = joinVersions(EVENTS.limit(0), VERSIONS);
  assert.deepEqual(none.columns, ["sku", "brand", "price"]);
  assert.equal(none.height, 0);
});
