import assert from "node:assert/strict";
import { newShare } from "../../src/drift/new_share.ts";

/** Sessions of items. */
function sample(sessions: string[][]) {
  const events = sessions.flat();
  const values = [...new Set(events)];
  const offsets = [0];
  for (const session of sessions) {
    offsets.push(offsets.at(-1)! + session.length);
  }
  return {
    texts: {
      codes: Int32Array.from(events, (it) => values.indexOf(it)),
      values,
    },
    offsets: Int32Array.from(offsets),
  };
}

const OPTIONS = { name: "new items", alpha: 0.01, least: 0.05 };

Deno.test("newShare() expects what the reference has in single sessions", () => {
  const { measures: [share] } = newShare(
    sample([["a", "b"], ["a", "c", "c"], ["b", "a", "a"]]),
    sample([["a", "z"], ["b", "b"]]),
    OPTIONS,
  );
  // Only c is of one session: 2 of 8 events. z is 1 of 4.
  assert.equal(share!.expected, 2 / 8);
  assert.equal(share!.value, 1 / 4);
  assert.equal(share!.drifted, false);
});

Deno.test("newShare() finds new items that come in numbers", () => {
  const many = (session: string[]) =>
    Array.from({ length: 200 }, () => session);
  const reference = sample(many(["a", "b", "a"]));
  const { measures: [share], drifted } = newShare(
    reference,
    sample([...many(["a", "b"]), ...many(["a", "new"])]),
    OPTIONS,
  );
  assert.equal(drifted, true);
  assert.equal(share!.value, 0.25);
  assert.equal(newShare(reference, reference, OPTIONS).drifted, false);
});

Deno.test("newShare() takes what a vocabulary does not hold for new", () => {
  const reference = sample([["a", "b"], ["a", "b"]]);
  const current = {
    texts: { codes: Int32Array.of(-1, 0), values: ["a"] },
    offsets: Int32Array.of(0, 2),
  };
  assert.equal(newShare(reference, current, OPTIONS).measures[0]!.value, 0.5);
});
