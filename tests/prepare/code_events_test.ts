import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { InputError } from "../../src/errors.ts";
import { codeEvents } from "../../src/prepare/code_events.ts";
import { column } from "./frames.ts";

const canonical = pl.DataFrame({
  session: ["x", "y", "x"],
  user: pl.Series("user", ["anna", null, "anna"], pl.Utf8),
  time: pl.Series("time", [0, 1_500_000_000_000, 3], pl.Int64),
  item: pl.Series("item", [30, 20, 30], pl.Int64),
  cart: [false, true, false],
  variant: pl.Series("variant", [null, "v", "v"], pl.Utf8),
  brand: pl.Series("brand", ["acme", null, "acme"], pl.Utf8),
  price: pl.Series("price", [9.5, null, 1], pl.Float64),
});

Deno.test("codeEvents() turns texts into codes and missing numbers into NaN", async () => {
  const { frame } = await codeEvents(canonical);
  assert.deepEqual(column(frame, "session"), [0, 1, 0]);
  assert.deepEqual(column(frame, "user"), [0, -1, 0]);
  assert.deepEqual(column(frame, "item"), [0, 1, 0]);
  assert.deepEqual(column(frame, "time"), [0, 1_500_000_000_000, 3]);
  assert.deepEqual(column(frame, "cart"), [0, 1, 0]);
  assert.deepEqual(column(frame, "brand"), [0, -1, 0]);
  assert.deepEqual(column(frame, "price"), [9.5, NaN, 1]);
});

Deno.test("codeEvents() tells categories, keys and numbers apart", async () => {
  const coded = await codeEvents(canonical, { keys: ["variant"] });
  assert.deepEqual(coded.categories, ["brand"]);
  assert.deepEqual(coded.keys, ["variant"]);
  assert.deepEqual(coded.numbers, ["price"]);
  assert.deepEqual(coded.values.brand!.toArray(), ["acme", "Unknown"]);
});

Deno.test("codeEvents() takes no event for the cart event where the data does not say", async () => {
  const { frame } = await codeEvents(canonical.drop("cart"));
  assert.deepEqual(column(frame, "cart"), [0, 0, 0]);
});

Deno.test("codeEvents() names the column that is missing", async () => {
  await assert.rejects(codeEvents(canonical.drop("item")), {
    name: InputError.name,
    message: "Events have no column item",
  });
  await assert.rejects(codeEvents(canonical.drop("session").drop("user")), {
    name: InputError.name,
    message:
      "Events have neither a column session nor a column user: one is wanted",
  });
});
