import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { dropUnusable } from "../../src/events/drop_unusable.ts";

Deno.test("dropUnusable() drops and counts rows without session, time or item", () => {
  const frame = pl.DataFrame({
    session: pl.Series("session", ["a", null, "a", null, "b"], pl.Utf8),
    user: pl.Series("user", [null, "u", "u", "u", null], pl.Utf8),
    time: pl.Series("time", [1, 2, null, null, 5], pl.Int64),
    item: pl.Series("item", ["x", "x", "x", null, null], pl.Utf8),
  });
  const { frame: kept, dropped } = dropUnusable(frame);
  assert.deepEqual(kept.getColumn("time").toArray(), [1]);
  assert.deepEqual(dropped, {
    "missing session": 2,
    "missing time": 1,
    "missing item": 1,
  });
});

Deno.test("dropUnusable() needs a user where there are no sessions", () => {
  const frame = pl.DataFrame({
    user: pl.Series("user", ["u", null], pl.Utf8),
    time: pl.Series("time", [1, 2], pl.Int64),
    item: pl.Series("item", ["x", "y"], pl.Utf8),
  });
  const { frame: kept, dropped } = dropUnusable(frame);
  assert.deepEqual(kept.getColumn("item").toArray(), ["x"]);
  assert.deepEqual(dropped, { "missing user": 1 });
});

Deno.test("dropUnusable() does not count blank rows", () => {
  const frame = pl.DataFrame({
    session: pl.Series("session", ["a", null], pl.Utf8),
    time: pl.Series("time", [1, null], pl.Int64),
    item: pl.Series("item", ["x", null], pl.Utf8),
    cart: pl.Series("cart", [false, false], pl.Bool),
  });
  const { frame: kept, dropped } = dropUnusable(frame);
  assert.equal(kept.height, 1);
  assert.deepEqual(dropped, {});
});
