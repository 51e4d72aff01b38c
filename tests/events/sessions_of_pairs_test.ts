import assert from "node:assert/strict";
import fc from "fast-check";
import { InputError } from "../../src/errors.ts";
import { sessionsOfPairs } from "../../src/events/sessions_of_pairs.ts";

Deno.test("sessionsOfPairs() joins prefixes of a session, longest first", () => {
  const lines = ["a b c\td", "a b\tc", "a\tb", "x\ty", "x\ty", ""];
  assert.deepEqual(sessionsOfPairs(lines, "test.tsv"), [
    {
      session: "test 1",
      items: ["a", "b", "c", "d"],
      targets: [false, true, true, true],
    },
    { session: "test 2", items: ["x", "y"], targets: [false, true] },
    { session: "test 3", items: ["x", "y"], targets: [false, true] },
  ]);
});

Deno.test("sessionsOfPairs() joins prefixes of a session, shortest first", () => {
  assert.deepEqual(sessionsOfPairs(["a\tb", "a b\tc", "a\tc"], "test.tsv"), [
    { session: "test 1", items: ["a", "b", "c"], targets: [false, true, true] },
    { session: "test 2", items: ["a", "c"], targets: [false, true] },
  ]);
});

Deno.test("sessionsOfPairs() marks only what a line asks for", () => {
  assert.deepEqual(sessionsOfPairs(["a b c\td", "a b\tc"], "test.tsv"), [
    {
      session: "test 1",
      items: ["a", "b", "c", "d"],
      targets: [false, false, true, true],
    },
  ]);
});

Deno.test("sessionsOfPairs() keeps every line as exactly one target", () => {
  const ids = fc.array(fc.constantFrom("a", "b", "aa"), { minLength: 2 });
  fc.assert(fc.property(fc.array(ids), fc.boolean(), (sessions, rising) => {
    const lines = sessions.flatMap((items) => {
      const pairs = items.slice(1).map((next, index) =>
        `${items.slice(0, index + 1).join(" ")}\t${next}`
      );
      return rising ? pairs : pairs.reverse();
    });
    const told = sessionsOfPairs(lines, "test.tsv").flatMap((it) =>
      it.items.flatMap((next, index) =>
        it.targets![index]
          ? [`${it.items.slice(0, index).join(" ")}\t${next}`]
          : []
      )
    );
    assert.deepEqual(told.sort(), lines.sort());
  }));
});

Deno.test("sessionsOfPairs() names a line that is no pair", () => {
  for (const line of ["a b c", "a\t", "\tb", "a\tb c", "a\tb\tc"]) {
    assert.throws(
      () => sessionsOfPairs(["a\tb", line], "test.tsv"),
      new InputError(
        `test.tsv, row 2: "${line}", item ids, a tab and one item id are wanted`,
      ),
    );
  }
});
