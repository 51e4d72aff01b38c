import assert from "node:assert/strict";
import { nearestParents } from "../../src/pipeline/nearest_parents.ts";

Deno.test("nearestParents() leaves out what another parent waits for", () => {
  const parents = new Map([
    ["prepare", []],
    ["train", ["prepare"]],
    ["check", ["prepare"]],
    ["evaluate", ["prepare", "train", "check"]],
    ["report", ["prepare", "evaluate"]],
  ]);
  const dag = { order: [], parents };
  assert.deepEqual(nearestParents(dag, "prepare"), []);
  assert.deepEqual(nearestParents(dag, "evaluate"), ["train", "check"]);
  assert.deepEqual(nearestParents(dag, "report"), ["evaluate"]);
});
