import assert from "node:assert/strict";
import { demoFrame } from "../../../src/events/demo/demo_frame.ts";

const params = {
  sessions: 12_000,
  items: 1_000,
  users: 3_000,
  days: 28,
  seed: 1,
};

Deno.test("demoFrame() begins as it always did", () => {
  assert.deepEqual(demoFrame(params).head(3).toRecords(), [
    {
      session_id: 1,
      user_id: null,
      timestamp: new Date("2024-01-01T01:39:38.673Z"),
      event_type: "VISITED_PRODUCT",
      product_id: 1493,
      product_variant_hash: "15d21b34",
      brand_id: 27,
      product_type_id: 9,
      package_size: "L",
      quality: "basic",
      customer_price_cz: 83.9,
      rating_lifetime: "5.0",
      hearts: 8,
    },
    {
      session_id: 1,
      user_id: null,
      timestamp: new Date("2024-01-01T01:40:40.400Z"),
      event_type: "VISITED_PRODUCT",
      product_id: 1552,
      product_variant_hash: "7a41fe44",
      brand_id: 3,
      product_type_id: 4,
      package_size: "multipack",
      quality: "basic",
      customer_price_cz: 280.9,
      rating_lifetime: "4.2",
      hearts: 10,
    },
    {
      session_id: 1,
      user_id: null,
      timestamp: new Date("2024-01-01T01:40:47.078Z"),
      event_type: "VISITED_PRODUCT",
      product_id: 1518,
      product_variant_hash: "10f32d9b",
      brand_id: 44,
      product_type_id: 5,
      package_size: "multipack",
      quality: "standard",
      customer_price_cz: 510.9,
      rating_lifetime: "3.9",
      hearts: 57,
    },
  ]);
});

Deno.test("demoFrame() has the flaws of real data", () => {
  const frame = demoFrame(params);
  const missing = (name: string) =>
    frame.getColumn(name).nullCount() / frame.height;
  const between = (share: number, low: number, high: number) =>
    assert.ok(share > low && share < high, `${share}`);
  between(missing("user_id"), 0.35, 0.45);
  between(missing("customer_price_cz"), 0.02, 0.04);
  between(missing("product_id"), 0.0001, 0.001);
  between(missing("timestamp"), 0.0001, 0.001);
  for (const name of ["brand_id", "package_size", "quality", "hearts"]) {
    between(missing(name), 0.001, 0.2);
  }
});
