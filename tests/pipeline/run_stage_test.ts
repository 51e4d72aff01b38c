import assert from "node:assert/strict";
import { runStage } from "../../src/pipeline/run_stage.ts";
import type { StageContext } from "../../src/pipeline/stage.ts";
import { withToy } from "./toy_pipeline.ts";
import { Workspace } from "../../src/pipeline/workspace.ts";

/** Runs `join` of the toy with other work. */
function withJoin(
  work: (context: StageContext) => Promise<Record<string, number>>,
  test: (run: () => ReturnType<typeof runStage>) => Promise<void>,
) {
  return withToy(async ({ pipeline, stages }) => {
    const workspace = await Workspace.open(pipeline);
    const bench = await workspace.begin("join", "key");
    const join = stages.find(({ name }) => name === "join")!;
    const run = async (context: StageContext) => ({
      metrics: await work(context),
    });
    await test(() =>
      runStage({ ...join, run }, {
        params: pipeline.params,
        workspace,
        bench,
        print: () => {},
        signal: new AbortController().signal,
      })
    );
  });
}

Deno.test("runStage() gives a stage the parameters it declares, and keeps its finite metrics", () =>
  withJoin(async ({ params, output }) => {
    assert.deepEqual(params, { join: { sign: "!" } });
    await Deno.writeTextFile(output("joined.txt"), "abc");
    return { letters: 3, share: NaN };
  }, async (run) => {
    const { name, outputs, metrics } = await run();
    assert.equal(name, "join");
    assert.match(outputs["joined.txt"]!.digest, /^ba7816bf/);
    assert.deepEqual(metrics, { letters: 3 });
  }));

Deno.test("runStage() refuses what a stage has not declared, or not made", async () => {
  const works: [RegExp, (context: StageContext) => void][] = [
    [
      /^Cannot read words: join does not declare it$/,
      (it) => it.input("words"),
    ],
    [/^Cannot write x: join does not declare it$/, (it) => it.output("x")],
    [/^Stage join has not made joined\.txt$/, () => {}],
  ];
  for (const [message, work] of works) {
    await withJoin((context) => {
      work(context);
      return Promise.resolve({});
    }, (run) => assert.rejects(run(), { name: "TypeError", message }));
  }
});
