import assert from "node:assert/strict";
import {
  changes,
  reasonsOf,
  reasonsText,
  reasonText,
  valueText,
} from "../../src/pipeline/reasons.ts";

const before = {
  code: "1",
  params: { "train.epochs": 5, "train.old": 1 },
  inputs: { data: "a", items: "b" },
  environment: { deno: "2.9.5" },
};
const after = {
  code: "2",
  params: { "train.epochs": 3, "train.new": [1, 2] },
  inputs: { data: "c", items: "b" },
  environment: { deno: "2.9.6" },
};

Deno.test("reasonsOf() names parameters, inputs, files of code and versions that changed", () => {
  const reasons = reasonsOf({
    before,
    after,
    partsBefore: { "a.ts": "1", "b.ts": "1" },
    partsAfter: { "a.ts": "1", "b.ts": "2", "c.ts": "1" },
  });
  assert.deepEqual(reasons.map(reasonText), [
    "train.epochs 5 → 3",
    "train.new – → [1, 2]",
    "train.old 1 → –",
    "data changed",
    "b.ts changed",
    "c.ts changed",
    "deno 2.9.5 → 2.9.6",
  ]);
  assert.equal(
    reasonsText(reasons),
    "train.epochs 5 → 3, train.new – → [1, 2] and 5 more",
  );
});

Deno.test("reasonsOf() says that code changed where it does not know which", () => {
  const compared = { before, after: { ...before, code: "2" }, partsAfter: {} };
  const reasons = reasonsOf({ ...compared, partsBefore: undefined });
  assert.equal(reasonsText(reasons), "its code changed");
  assert.deepEqual(
    reasonsOf({ ...compared, after: before, partsBefore: {} }),
    [],
  );
});

Deno.test("changes() compares by value", () => {
  assert.deepEqual(
    changes({ a: [1], b: { c: 1, d: 2 } }, { a: [1], b: { d: 2, c: 1 } }),
    [],
  );
});

Deno.test("changes() sorts numbers within names as numbers", () => {
  const names = changes({}, { "mrr@10": 1, "mrr@5": 1, a: 1 });
  assert.deepEqual(names.map(({ name }) => name), ["a", "mrr@5", "mrr@10"]);
});

Deno.test("valueText() writes values as people do", () => {
  assert.deepEqual(
    [undefined, null, "", "mrr@20", ["a", 1], { b: 1 }].map(valueText),
    ["–", "null", '""', "mrr@20", "[a, 1]", '{"b":1}'],
  );
});
