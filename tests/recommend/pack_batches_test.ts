import assert from "node:assert/strict";
import { packBatches } from "../../src/recommend/pack_batches.ts";
import { makeSequences } from "./make_sequences.ts";

Deno.test("packBatches() has every event in one batch, sessions of like length together", () => {
  // 3,000 sessions of 1, 2 and 3 events: 6,000 in all, so two batches.
  const sessions = Array.from(
    { length: 3000 },
    (_, at) => new Array<number>(1 + at % 3).fill(2),
  );
  const batches = [
    ...packBatches(makeSequences(sessions), { readLast: true }),
  ];
  assert.equal(batches.length, 2);
  const events = batches.flatMap((it) => [...it.events]).sort((a, b) => a - b);
  assert.deepEqual(events, Array.from({ length: 6000 }, (_, at) => at));
  assert.ok(batches[0]!.counts[0]! > batches[1]!.counts[0]!);
});

Deno.test("packBatches() leaves out sessions that read nothing", () => {
  const sequences = makeSequences([[2], [], [3]]);
  assert.deepEqual([...packBatches(sequences, { readLast: false })], []);
  const [batch] = packBatches(sequences, { readLast: true });
  assert.deepEqual([...batch!.sessions], [0, 2]);
});
