import assert from "node:assert/strict";
import { gatherEvents } from "../../src/features/gather_events.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

Deno.test("gatherEvents() makes sessions of events that are there, some of them twice", () => {
  const made = makeSequences([[2, 3, 4], [5, 6]]);
  const sequences = {
    ...made,
    users: Int32Array.of(7, 8),
    categories: { brand: Int32Array.of(1, 2, 3, 4, 5) },
    numbers: { price: Float32Array.of(0.5, 1, 1.5, 2, 2.5) },
  };
  const gathered = gatherEvents(sequences, {
    places: Int32Array.of(4, 1, 2, 1),
    offsets: Int32Array.of(0, 1, 3, 4),
    sessions: [1, 0, 0],
  });
  assert.deepEqual(gathered.items, Int32Array.of(6, 3, 4, 3));
  assert.deepEqual(gathered.targets, Uint8Array.of(1, 1, 1, 1));
  assert.deepEqual(gathered.offsets, Int32Array.of(0, 1, 3, 4));
  assert.deepEqual(gathered.users, Int32Array.of(8, 7, 7));
  assert.deepEqual(gathered.categories, { brand: Int32Array.of(5, 2, 3, 2) });
  assert.deepEqual(gathered.numbers, {
    price: Float32Array.of(2.5, 1, 1.5, 1),
  });
  assert.deepEqual(sequences.items, Int32Array.of(2, 3, 4, 5, 6));
});
