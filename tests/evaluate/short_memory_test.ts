import assert from "node:assert/strict";
import { shortMemory } from "../../src/evaluate/short_memory.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

Deno.test("shortMemory() asks for the same events, from the last few before each", () => {
  const test = makeSequences([[2, 3, 4, 5], [6, 7]]);
  const short = shortMemory(test, 2);
  assert.deepEqual(
    short.items,
    Int32Array.of(2, 3, ...[2, 3, 4], ...[3, 4, 5], ...[6, 7]),
  );
  assert.deepEqual(
    short.targets,
    Uint8Array.of(0, 1, ...[0, 0, 1], ...[0, 0, 1], ...[0, 1]),
  );
  assert.deepEqual(short.offsets, Int32Array.of(0, 2, 5, 8, 10));
});

Deno.test("shortMemory() that is long enough leaves out nothing", () => {
  const test = makeSequences([[2, 3, 4]]);
  assert.deepEqual(
    shortMemory(test, 9).items,
    Int32Array.of(2, 3, ...[2, 3, 4]),
  );
});
