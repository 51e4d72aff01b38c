import assert from "node:assert/strict";
import { compareLocks } from "../../src/pipeline/compare_locks.ts";

const prepare = {
  code: "1",
  params: { "prepare.task": "next", seed: 1 },
  inputs: { events: "e1" },
  environment: { deno: "2.9.5" },
  outputs: { data: { digest: "d1", bytes: 10, files: 3 } },
  metrics: { sessions: 7 },
};
const train = {
  ...prepare,
  params: { seed: 1 },
  inputs: { "data/train": "t1" },
  outputs: { model: { digest: "m1", bytes: 5, files: 1 } },
  metrics: {},
};

Deno.test("compareLocks() tells parameters, data, metrics, code and versions apart", () => {
  const environment = { deno: "2.9.6" };
  const changed = compareLocks({ stages: { prepare, train } }, {
    stages: {
      prepare: {
        ...prepare,
        environment,
        params: { "prepare.task": "cart", seed: 2 },
        inputs: { events: "e2" },
        metrics: { sessions: 5, events: 9 },
      },
      train: {
        ...train,
        environment,
        code: "2",
        params: { seed: 2 },
        inputs: { "data/train": "t2" },
        outputs: { model: { digest: "m2", bytes: 6, files: 1 } },
      },
    },
  });
  assert.deepEqual(
    changed.map((
      { kind, stage, name, before, after },
    ) => [kind, stage, name, before, after]),
    [
      ["param", "prepare", "prepare.task", "next", "cart"],
      ["param", "prepare", "seed", 1, 2],
      ["data", "prepare", "events", { digest: "e1" }, { digest: "e2" }],
      [
        ...["data", "train", "model"],
        { digest: "m1", bytes: 5 },
        { digest: "m2", bytes: 6 },
      ],
      ["metric", "prepare", "events", undefined, 9],
      ["metric", "prepare", "sessions", 7, 5],
      ["code", "train", "code", "1", "2"],
      ["environment", "prepare", "deno", "2.9.5", "2.9.6"],
    ],
  );
});

Deno.test("compareLocks() names the first stage, in the order given, that reads a parameter", () => {
  const lock = (seed: number) => {
    const params = { seed };
    return {
      stages: { prepare: { ...prepare, params }, train: { ...train, params } },
    };
  };
  const order = ["train", "prepare"];
  assert.deepEqual(
    compareLocks(lock(1), lock(2), { order }).map(({ stage }) => stage),
    ["train"],
  );
});

Deno.test("compareLocks() finds nothing between equals, and all of a stage that is new", () => {
  const lock = { stages: { prepare } };
  assert.deepEqual(compareLocks(lock, lock), []);
  assert.deepEqual(
    compareLocks({ stages: {} }, lock).map(({ name }) => name),
    ["prepare.task", "seed", "data", "events", "sessions", "code", "deno"],
  );
});
