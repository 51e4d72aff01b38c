import assert from "node:assert/strict";
import { EventReader } from "../../src/serve/event_reader.ts";
import { tinyArchive } from "./tiny_archive.ts";

const reader = new EventReader({
  events: tinyArchive().events,
  now: () => 1000,
});

Deno.test("EventReader reads an event in the shop's own words", () => {
  assert.deepEqual(
    reader.read({
      product_id: 17,
      user_id: "u1",
      timestamp: "2026-01-01T00:00:00Z",
      event_type: "ADDED",
      brand_id: 3,
      price_eur: "9.5",
      colour: "red",
    }, () => "data[0]"),
    {
      item: 17,
      user: "u1",
      time: Date.UTC(2026, 0, 1),
      cart: true,
      categories: { brand: "3" },
      numbers: { price: 9.5 },
    },
  );
});

Deno.test("EventReader takes absent, null and empty fields for missing", () => {
  const missing = {
    item: "x",
    user: null,
    time: 1000,
    cart: false,
    categories: { brand: null },
    numbers: { price: null },
  };
  assert.deepEqual(reader.read({ product_id: "x" }, () => "data[0]"), missing);
  assert.deepEqual(
    reader.read({
      item: "x",
      user_id: "",
      brand_id: null,
      price_eur: "",
      timestamp: null,
    }, () => "data[0]"),
    missing,
  );
});

Deno.test("EventReader knows the product alone where data name no columns", () => {
  const plain = new EventReader({
    events: { format: "sessions" },
    now: () => 5,
  });
  assert.deepEqual(plain.fields, ["product_id", "time"]);
  assert.equal(plain.read({ product_id: 1 }, () => "data[0]").item, 1);
});

Deno.test("EventReader names the field that cannot be read", () => {
  assert.throws(
    () => reader.read({ product_id: "x", timestamp: "soon" }, () => "data[2]"),
    {
      message:
        'data[2].timestamp: "soon" is no time (ISO 8601 or a number is wanted)',
    },
  );
});
