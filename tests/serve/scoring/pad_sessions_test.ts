import assert from "node:assert/strict";
import { padSessions } from "../../../src/serve/scoring/pad_sessions.ts";
import { makeSequences } from "../../recommend/make_sequences.ts";

Deno.test("padSessions() lays sessions of several requests out as one rectangle", () => {
  const one = {
    ...makeSequences([[2, 3, 4]], { users: [7] }),
    categories: { brand: Int32Array.of(5, 6, 7) },
    numbers: {
      price: Float32Array.of(0.5, 1, 1.5),
      rating: Float32Array.of(-1, -2, -3),
    },
  };
  const two = {
    ...makeSequences([[5], []], { users: [8, 9] }),
    categories: { brand: Int32Array.of(4) },
    numbers: { price: Float32Array.of(2), rating: Float32Array.of(-4) },
  };
  const names = { categories: ["brand"], numbers: ["rating", "price"] };
  assert.deepEqual(padSessions([one, two], names), {
    B: 3,
    T: 3,
    items: Int32Array.of(2, 3, 4, 5, 0, 0, 0, 0, 0),
    lengths: Int32Array.of(3, 1, 0),
    users: Int32Array.of(7, 8, 9),
    categories: { brand: Int32Array.of(5, 6, 7, 4, 0, 0, 0, 0, 0) },
    // deno-fmt-ignore
    numbers: Float32Array.of(
      -1, 0.5, -2, 1, -3, 1.5,
      -4, 2, 0, 0, 0, 0,
      0, 0, 0, 0, 0, 0,
    ),
  });
});
