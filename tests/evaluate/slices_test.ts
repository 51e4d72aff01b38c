import assert from "node:assert/strict";
import { slices } from "../../src/evaluate/slices.ts";
import { OOV } from "../../src/features/sequences.ts";
import { makeSequences } from "../recommend/make_sequences.ts";

/** Slices as plain lists, with those whose name begins as given. */
function positionsOf(all: Map<string, Int32Array>, start: string) {
  return Object.fromEntries(
    [...all].filter(([name]) => name.startsWith(start))
      .map(([name, positions]) => [name, [...positions]]),
  );
}

// Two items hold 8 of 10 training events; two more the rest.
const SUPPORT = Int32Array.of(0, 0, 5, 3, 1, 1);

Deno.test("slices() groups targets by the number of events before them", () => {
  const test = makeSequences([[2, 2, 2, 2, 2, 2, 2, 2, 2], [2, 3]]);
  assert.deepEqual(positionsOf(slices(test, { support: SUPPORT }), "prefix"), {
    "prefix 1": [0, 8],
    "prefix 2-3": [1, 2],
    "prefix 4-6": [3, 4, 5],
    "prefix 7+": [6, 7],
  });
});

Deno.test("slices() names targets without a prefix", () => {
  const test = makeSequences([[2]], { isTarget: () => true });
  const found = positionsOf(slices(test, { support: SUPPORT }), "prefix");
  assert.deepEqual(found, { "prefix 0": [0] });
});

Deno.test("slices() groups targets by user", () => {
  const test = makeSequences([[2, 2], [2, 2, 2], [2, 2]], {
    users: [0, 7, OOV],
  });
  assert.deepEqual(positionsOf(slices(test, { support: SUPPORT }), "user"), {
    "user anonymous": [0],
    "user new": [3],
    "user known": [1, 2],
  });
});

Deno.test("slices() groups targets by popularity in training", () => {
  const test = makeSequences([[2, 3, 4, OOV, 2]]);
  assert.deepEqual(positionsOf(slices(test, { support: SUPPORT }), "item"), {
    "item head": [0, 3],
    "item tail": [1],
    "item unseen": [2],
  });
});

Deno.test("slices() knows items of which there is an index but no event for unseen", () => {
  const test = makeSequences([[2, 3, 4]]);
  const support = Int32Array.of(0, 0, 9, 1, 0);
  assert.deepEqual(positionsOf(slices(test, { support }), "item"), {
    "item tail": [0],
    "item unseen": [1],
  });
});

Deno.test("slices() finds cart targets and leaves out what holds none", () => {
  const carts = makeSequences([[2, 3, 2]], { isCart: (at) => at !== 1 });
  const found = slices(carts, { support: SUPPORT });
  assert.deepEqual([...found.get("cart")!], [1]);
  const none = slices(makeSequences([[2, 3]]), { support: SUPPORT });
  assert.deepEqual([...none.keys()], [
    "prefix 1",
    "user anonymous",
    "item head",
  ]);
});
