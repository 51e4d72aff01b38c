import assert from "node:assert/strict";
import { examine } from "../../src/pipeline/examine.ts";
import { Workspace } from "../../src/pipeline/workspace.ts";
import { withToy } from "./toy_pipeline.ts";

Deno.test("examine() puts all that a stage declares into its fingerprint", () =>
  withToy(async ({ pipeline, stages, folder }) => {
    const workspace = await Workspace.open(pipeline);
    const tree = { digest: "1", bytes: 1, files: [] };
    const stage = {
      ...stages.find(({ name }) => name === "join")!,
      sources: {
        words: `${folder}/words.txt`,
        table: () => Promise.resolve("42"),
      },
      environment: { tensorflow: "2.21.0" },
    };
    const inputs = { "words/upper.txt": tree };
    const examined = await examine(stage, { pipeline, workspace, inputs });
    const { params, environment } = examined.fingerprint;
    assert.deepEqual(params, { "join.sign": "!" });
    assert.deepEqual(environment, { deno: "1", tensorflow: "2.21.0" });
    assert.deepEqual(examined.fingerprint.inputs, {
      words: "8ab63e29a4ba14e4e1688f9c15e5af90895421358c945b0431f85d66977bd3d2",
      table: "42",
      "words/upper.txt": "1",
    });
    assert.deepEqual(Object.keys(examined.parts), ["code/join.ts"]);
    assert.deepEqual(examined.reasons, [{ kind: "new", name: "join" }]);
  }));

Deno.test("examine() names a source that is not there, and who reads it", () =>
  withToy(async ({ pipeline, stages, folder }) => {
    const workspace = await Workspace.open(pipeline);
    await Deno.remove(`${folder}/words.txt`);
    const upper = stages.find(({ name }) => name === "upper")!;
    await assert.rejects(
      examine(upper, { pipeline, workspace, inputs: {} }),
      {
        name: "InputError",
        message: `${folder}/words.txt, which upper reads, does not exist`,
      },
    );
  }));
