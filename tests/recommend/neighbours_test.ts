import assert from "node:assert/strict";
import fc from "fast-check";
import { findNeighbours } from "../../src/recommend/neighbours.ts";
import { indexSessions } from "../../src/recommend/session_index.ts";
import type { WeightedItem } from "../../src/recommend/weigh_items.ts";
import { makeSequences } from "./make_sequences.ts";

// Session 0 holds both items of the live one, 1 and 3 the last, 2 the first.
const SESSIONS = [[2, 3], [3, 4], [2, 5], [3]];
const LIVE: WeightedItem[] = [
  { item: 3, weight: 1, step: 1 },
  { item: 2, weight: 0.5, step: 2 },
];

function neighboursOf(
  live: WeightedItem[],
  options: { sessions?: number[][]; sample: number; limit: number },
) {
  const { sessions = SESSIONS, sample, limit } = options;
  const { sessionsOf } = indexSessions(makeSequences(sessions), 6);
  return findNeighbours(live, { sessionsOf, sample, limit });
}

Deno.test("findNeighbours() adds up the weights of shared items, the most recent session first", () => {
  assert.deepEqual(neighboursOf(LIVE, { sample: 9, limit: 9 }), [
    { session: 3, similarity: 1, step: 1 },
    { session: 2, similarity: 0.5, step: 2 },
    { session: 1, similarity: 1, step: 1 },
    { session: 0, similarity: 1.5, step: 1 },
  ]);
});

Deno.test("findNeighbours() keeps the most similar, of equals the most recent", () => {
  const found = neighboursOf(LIVE, { sample: 9, limit: 2 });
  assert.deepEqual(found.map(({ session }) => session), [3, 0]);
});

Deno.test("findNeighbours() looks at the most recent sessions only", () => {
  const found = neighboursOf(LIVE, { sample: 3, limit: 9 });
  assert.deepEqual(found.map(({ session }) => session), [3, 2, 1]);
});

Deno.test("findNeighbours() finds none for items that no session holds", () => {
  const live = [{ item: 7, weight: 1, step: 1 }];
  assert.deepEqual(neighboursOf(live, { sample: 9, limit: 9 }), []);
  assert.deepEqual(neighboursOf([], { sample: 9, limit: 9 }), []);
});

Deno.test("findNeighbours() finds what comparing all sessions finds", () => {
  const items = fc.array(fc.integer({ min: 2, max: 7 }), {
    minLength: 1,
    maxLength: 5,
  });
  const sizes = fc.integer({ min: 1, max: 12 });
  fc.assert(fc.property(
    fc.array(items, { minLength: 1, maxLength: 15 }),
    items,
    sizes,
    sizes,
    (sessions, prefix, sample, limit) => {
      const live = [...new Set(prefix)].map((item, at) => ({
        item,
        weight: 1 / (at + 1),
        step: at + 1,
      }));
      const all = sessions.map((held, session) => {
        const shared = live.filter(({ item }) => held.includes(item));
        const similarity = shared.reduce((sum, it) => sum + it.weight, 0);
        return { session, similarity, step: shared[0]?.step };
      });
      const wanted = all.filter(({ similarity }) => similarity > 0)
        .reverse().slice(0, sample)
        .sort((a, b) => b.similarity - a.similarity).slice(0, limit)
        .sort((a, b) => b.session - a.session);
      const found = neighboursOf(live, { sessions, sample, limit });
      assert.deepEqual(found, wanted);
    },
  ));
});
