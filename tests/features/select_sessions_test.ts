import assert from "node:assert/strict";
import { selectSessions } from "../../src/features/select_sessions.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

Deno.test("selectSessions() takes whole sessions, in the order given", () => {
  const sequences = {
    ...makeSequences([[2, 3], [4], [5, 6, 7]], {
      users: [7, 8, 9],
      isCart: (at) => at === 1,
    }),
    categories: { brand: Int32Array.of(1, 2, 3, 4, 5, 6) },
    numbers: { price: Float32Array.of(0.5, 1, 1.5, 2, 2.5, 3) },
  };
  assert.deepEqual(selectSessions(sequences, [2, 0]), {
    offsets: Int32Array.of(0, 3, 5),
    items: Int32Array.of(5, 6, 7, 2, 3),
    targets: Uint8Array.of(0, 1, 1, 0, 1),
    carts: Uint8Array.of(0, 1, 0, 0, 1),
    times: Float64Array.of(3000, 4000, 5000, 0, 1000),
    users: Int32Array.of(9, 7),
    categories: { brand: Int32Array.of(4, 5, 6, 1, 2) },
    numbers: { price: Float32Array.of(2, 2.5, 3, 0.5, 1) },
  });
  assert.deepEqual(selectSessions(sequences, []).offsets, Int32Array.of(0));
});
