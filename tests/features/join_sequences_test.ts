import assert from "node:assert/strict";
import { joinSequences } from "../../src/features/join_sequences.ts";
import { selectSessions } from "../../src/features/select_sessions.ts";
import { noSequences, sequences } from "../prepare/sequences.ts";

Deno.test("joinSequences() puts the second's sessions after the first's", () => {
  const joined = joinSequences(sequences(), sequences());
  assert.deepEqual(joined.offsets, Int32Array.of(0, 2, 5, 7, 10));
  assert.deepEqual(joined.users, Int32Array.of(0, 2, 0, 2));
  assert.deepEqual(selectSessions(joined, [0, 1]), sequences());
  assert.deepEqual(selectSessions(joined, [2, 3]), sequences());
  assert.deepEqual(joinSequences(noSequences(), sequences()), sequences());
});
