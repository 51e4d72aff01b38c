import assert from "node:assert/strict";
import { OOV } from "../../src/features/sequences.ts";
import { countSuccessors } from "../../src/recommend/successors.ts";
import { makeSequences } from "./make_sequences.ts";

function successorsOf(sessions: number[][], limit: number) {
  const { offsets, items, counts } = countSuccessors(makeSequences(sessions), {
    itemCount: 4,
    limit,
  });
  return Object.fromEntries(
    [2, 3, 4, 5].map((item) => [
      item,
      Array.from(
        items.subarray(offsets[item], offsets[item + 1]),
        (it, at) => [it, counts[offsets[item]! + at]],
      ),
    ]),
  );
}

Deno.test("countSuccessors() counts neighbours, an item after itself too", () => {
  assert.deepEqual(successorsOf([[2, 3, 2, 4], [2, 4, 4], [5, 2]], 9), {
    2: [[4, 2], [3, 1]],
    3: [[2, 1]],
    4: [[4, 1]],
    5: [[2, 1]],
  });
});

Deno.test("countSuccessors() keeps the most frequent, of equals the first to follow", () => {
  const sessions = [[2, 5], [2, 4], [2, 3], [2, 3]];
  assert.deepEqual(successorsOf(sessions, 2)[2], [[3, 2], [5, 1]]);
});

Deno.test("countSuccessors() passes over pairs with an OOV item", () => {
  assert.deepEqual(successorsOf([[2, OOV, 3], [OOV, 4]], 9), {
    2: [],
    3: [],
    4: [],
    5: [],
  });
});
