import assert from "node:assert/strict";
import { sessionItems } from "../../src/recommend/session_items.ts";
import { makeSequences } from "./make_sequences.ts";

Deno.test("sessionItems() gives each item of one session once, the first first", () => {
  const sequences = makeSequences([[9], [4, 2, 4, 3], []]);
  assert.deepEqual([...sessionItems(sequences, 1)], [4, 2, 3]);
  assert.deepEqual([...sessionItems(sequences, 2)], []);
});
