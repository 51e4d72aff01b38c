import assert from "node:assert/strict";
import { encodeSession } from "../../src/features/encode_session.ts";
import { FeatureSet } from "../../src/features/feature_set.ts";
import { Scaler } from "../../src/features/scaler.ts";
import { Vocabulary } from "../../src/features/vocabulary.ts";

const features = new FeatureSet({
  task: "next",
  item: new Vocabulary({ type: "integer", values: ["10", "9"] }),
  support: Int32Array.of(0, 0, 3, 1),
  user: new Vocabulary({ type: "text", values: ["anna"] }),
  categories: {
    brand: new Vocabulary({ type: "text", values: ["acme", "Unknown"] }),
    month: new Vocabulary({ type: "integer", values: ["1"] }),
  },
  calendar: ["month"],
  numbers: { price: new Scaler({ kind: "robust", center: 4, scale: 2 }) },
});

Deno.test("encodeSession() encodes plain events with what training fitted", () => {
  const encoded = encodeSession(features, [
    {
      item: 9,
      time: 0,
      user: "anna",
      categories: { brand: "acme" },
      numbers: { price: 5 },
    },
    { item: "new", time: 40 * 86_400_000, cart: true },
  ]);
  assert.deepEqual(encoded, {
    offsets: Int32Array.of(0, 2),
    items: Int32Array.of(3, 1),
    targets: Uint8Array.of(0, 0),
    carts: Uint8Array.of(0, 1),
    times: Float64Array.of(0, 40 * 86_400_000),
    users: Int32Array.of(2),
    categories: { brand: Int32Array.of(2, 3), month: Int32Array.of(2, 1) },
    numbers: { price: Float32Array.of(0.5, 0) },
  });
});

Deno.test("encodeSession() gives nobody the index 0 and a stranger OOV", () => {
  const user = (user?: string | null) =>
    encodeSession(features, [{ item: 9, time: 0, user: user ?? null }])
      .users[0];
  assert.equal(user(null), 0);
  assert.equal(user("zoe"), 1);
});

Deno.test("encodeSession() of no event is an empty session", () => {
  const encoded = encodeSession(features, []);
  assert.deepEqual(encoded.offsets, Int32Array.of(0, 0));
  assert.deepEqual(encoded.users, Int32Array.of(0));
});
