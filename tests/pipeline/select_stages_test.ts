import assert from "node:assert/strict";
import { makeDag } from "../../src/pipeline/dag.ts";
import { inputTrees } from "../../src/pipeline/input_trees.ts";
import { selectStages } from "../../src/pipeline/select_stages.ts";
import { treeOf } from "../../src/pipeline/tree.ts";
import { withToy } from "./toy_pipeline.ts";

Deno.test("selectStages() takes all, those up to one, or one alone", () =>
  withToy(({ stages }) => {
    const dag = makeDag(stages);
    const names = (selection: Parameters<typeof selectStages>[1]) =>
      selectStages(dag, selection).map(({ name }) => name);
    assert.deepEqual(names({}), ["upper", "join", "shout"]);
    assert.deepEqual(names({ until: "join" }), ["upper", "join"]);
    assert.deepEqual(names({ only: "join" }), ["join"]);
    return Promise.resolve();
  }));

Deno.test("inputTrees() finds a file within another stage's output", () =>
  withToy(async ({ stages }) => {
    const join = stages.find(({ name }) => name === "join")!;
    const words = treeOf([{ path: "upper.txt", sha256: "1", bytes: 3 }]);
    const found = await inputTrees(join, stages, (stage, output) => {
      assert.deepEqual([stage.name, output], ["upper", "words"]);
      return Promise.resolve(words);
    });
    assert.equal(found["words/upper.txt"]!.digest, "1");
    await assert.rejects(
      inputTrees(join, stages, () => Promise.resolve(treeOf([]))),
      { name: "InputError", message: /^words\/upper\.txt, which join reads, / },
    );
  }));
