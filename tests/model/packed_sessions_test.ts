import assert from "node:assert/strict";
import fc from "fast-check";
import { packSessions } from "../../src/model/packed_sessions.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

const sessionLists = fc.array(
  fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 7 }),
  { maxLength: 8 },
);

Deno.test("packSessions() lays sessions out step by step, the longest first", () => {
  const sequences = makeSequences([[2, 3], [4, 5, 6, 7], [8], [2, 4, 6]]);
  // Slots by step: sessions 1, 3, 0 read their first event, then 1, 3, then 1.
  assert.deepEqual(packSessions(sequences, Int32Array.of(0, 1, 2, 3)), {
    counts: [3, 2, 1],
    events: Int32Array.of(2, 7, 0, 3, 8, 4),
    sessions: Int32Array.of(1, 3, 0, 1, 3, 1),
  });
});

Deno.test("packSessions() reads the last event too where it is asked to", () => {
  const sequences = makeSequences([[2, 3], [8]]);
  const packed = packSessions(sequences, Int32Array.of(0, 1), {
    readLast: true,
  });
  assert.deepEqual(packed, {
    counts: [2, 1],
    events: Int32Array.of(0, 2, 1),
    sessions: Int32Array.of(0, 1, 0),
  });
});

Deno.test("packSessions() reads the events before the last maxEvents' end", () => {
  const sequences = makeSequences([[2, 3, 4, 5, 6]]);
  const { events } = packSessions(sequences, Int32Array.of(0), {
    maxEvents: 3,
  });
  // Of the last three events 2, 3, 4 the last is predicted, not read.
  assert.deepEqual([...events], [2, 3]);
});

Deno.test("packSessions() packs only the chosen sessions, none for none", () => {
  const sequences = makeSequences([[2, 3], [4, 5, 6]]);
  assert.deepEqual([...packSessions(sequences, Int32Array.of(0)).events], [0]);
  const none = packSessions(sequences, new Int32Array());
  assert.deepEqual([none.counts, none.events.length], [[], 0]);
});

Deno.test("packSessions() reads every event but each session's last exactly once", () => {
  fc.assert(fc.property(
    sessionLists,
    fc.boolean(),
    fc.integer({ min: 1, max: 8 }),
    (sessions, readLast, maxEvents) => {
      const sequences = makeSequences(sessions);
      const all = Int32Array.from(sessions, (_, session) => session);
      const options = { readLast, maxEvents };
      const { events } = packSessions(sequences, all, options);
      const expected = sessions.flatMap((session, at) => {
        const start = sequences.offsets[at]!;
        const first = Math.max(0, session.length - maxEvents);
        const end = session.length - (readLast ? 0 : 1);
        return Array.from(
          { length: Math.max(0, end - first) },
          (_, i) => start + first + i,
        );
      });
      assert.deepEqual([...events].sort((a, b) => a - b), expected);
    },
  ));
});

Deno.test("packSessions() keeps a session's events in order, in one row of every step", () => {
  fc.assert(fc.property(sessionLists, (sessions) => {
    const sequences = makeSequences(sessions);
    const all = Int32Array.from(sessions, (_, session) => session);
    const packed = packSessions(sequences, all);
    const { counts } = packed;
    counts.forEach((count, step) => {
      assert.ok(count > 0 && count <= (counts[step - 1] ?? Infinity));
    });
    let slot = 0;
    for (const [step, count] of counts.entries()) {
      for (let row = 0; row < count; row++, slot++) {
        assert.equal(packed.sessions[slot], packed.sessions[row]);
        assert.equal(packed.events[slot], packed.events[row]! + step);
      }
    }
    assert.equal(slot, packed.events.length);
  }));
});
