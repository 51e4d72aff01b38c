import assert from "node:assert/strict";
import { timeMajor } from "../../src/tensor/time_major.ts";

Deno.test("timeMajor() lays sessions of 3 and 1 events out step by step", () => {
  const { B, T, lengths, slots, places } = timeMajor([2, 1, 1]);
  assert.deepEqual([B, T], [2, 3]);
  assert.deepEqual([...lengths], [3, 1]);
  // Slots 0 and 1 are first events; 4 marks places without an event.
  assert.deepEqual([...slots], [0, 1, 2, 4, 3, 4]);
  assert.deepEqual([...places], [0, 1, 2, 4]);
});
