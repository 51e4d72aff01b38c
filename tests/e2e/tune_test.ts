import assert from "node:assert/strict";
import {
  cli,
  filesUnder,
  finish,
  inTempFolder,
  lastJson,
  setFlags,
  startCli,
} from "./cli.ts";

const PARAMS = setFlags({
  "events.demo.sessions": 800,
  "events.demo.items": 80,
  "train.negatives": 64,
  "model.hiddenSize": 16,
  // Every epoch is looked at: none stops a trial early.
  "train.patience": 9,
});
const SPACE = {
  "model.itemSize": [8, 16, 24],
  "train.learningRate": { min: 0.001, max: 0.05, log: true },
};
const SEARCH = [
  "--trials",
  "4",
  "--eta",
  "2",
  "--max-epochs",
  "4",
  "--seed",
  "2",
];

Deno.test("tune goes on after a kill and finds what an unbroken search finds", async (t) => {
  await inTempFolder(async (folder) => {
    const runs = (name: string) => ["--runs", `${folder}/${name}`];
    const space = `${folder}/space.json`;
    await Deno.writeTextFile(space, JSON.stringify(SPACE));
    const args = [
      "tune",
      "--json",
      "--data",
      `${folder}/data`,
      "--space",
      space,
      ...SEARCH,
      ...PARAMS,
    ];
    const out = `${folder}/best.json`;
    const whole = await cli([...args, ...runs("whole"), "--out", out]);
    assert.equal(whole.code, 0, whole.stderr);
    const found = lastJson(whole);

    await t.step("the best of each rung has trained on", () => {
      const epochs = found.trials.map((it: { epochs: number }) => it.epochs);
      assert.deepEqual(epochs, [4, 2, 1, 1]);
      assert.equal(found.value, found.trials[0].value);
      assert.match(whole.stderr, /^trial +run +epochs +best at +mrr@20 /m);
    });

    await t.step("each trial is a run that names its parent", async () => {
      const listed = lastJson(
        await cli(["runs", "--json", ...runs("whole")]),
      ).runs;
      const trials = listed.filter((it: { id: string }) => it.id !== found.run);
      assert.equal(trials.length, 4);
      for (const { environment, status, epochs } of trials) {
        assert.equal(environment["tune.parent"], found.run);
        assert.equal(status, "finished");
        const tried = found.trials.find((it: { trial: number }) =>
          it.trial === environment["tune.trial"]
        );
        assert.equal(epochs.length, tried.epochs);
      }
      const left = filesUnder(`${folder}/whole`);
      assert.deepEqual(left.filter((it) => it.includes("checkpoint")), []);
    });

    await t.step("training takes the best parameters", async () => {
      const best = JSON.parse(await Deno.readTextFile(out));
      assert.deepEqual(best, found.best);
      assert.equal(best.train.epochs, 4);
      const trained = await cli([
        "train",
        "--json",
        "--data",
        `${folder}/data`,
        ...runs("train"),
        ...PARAMS,
        "--params",
        out,
      ]);
      assert.equal(trained.code, 0, trained.stderr);
    });

    await t.step("a killed search goes on", async () => {
      const child = startCli([...args, ...runs("broken")]);
      while (
        filesUnder(`${folder}/broken`).join().split("metrics").length < 5
      ) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      child.kill("SIGKILL");
      await finish(child);
      const parent = filesUnder(`${folder}/broken`)
        .find((it) => it.endsWith("tune.json"))!.split("/")[0]!;
      const resumed = await cli([
        "tune",
        "--json",
        ...runs("broken"),
        "--resume",
        parent,
      ]);
      assert.equal(resumed.code, 0, resumed.stderr);
      const again = lastJson(resumed);
      const results = (json: typeof found) =>
        json.trials.map((
          { trial, epochs, value, point }: Record<string, unknown>,
        ) => ({ trial, epochs, value, point }));
      assert.deepEqual(results(again), results(found));
      assert.deepEqual(again.best, found.best);
    });

    await t.step("a finished search is not resumed", async () => {
      const again = await cli([
        "tune",
        ...runs("whole"),
        "--resume",
        found.run,
      ]);
      assert.equal(again.code, 2);
      assert.match(again.stderr, /^error: Run .* is finished$/m);
    });
  });
});

Deno.test("tune says what is wrong with its space", async () => {
  await inTempFolder(async (folder) => {
    const space = `${folder}/space.json`;
    const answer = async (content: unknown) => {
      await Deno.writeTextFile(space, JSON.stringify(content));
      const result = await cli(["tune", "--space", space, "--runs", folder]);
      assert.equal(result.code, 2);
      return result.stderr.trimEnd().split("\n").at(-1);
    };
    assert.equal(
      await answer({ "prepare.task": ["cart"] }),
      `error: ${space}, prepare.task: model.… or train.… is wanted`,
    );
    assert.equal(
      await answer({ "train.epochs": [3] }),
      `error: ${space}, train.epochs: --max-epochs says it`,
    );
    assert.equal(
      await answer({ "train.rate": [3] }),
      'error: The search space allows no parameters: train.rate: Unrecognized key: "rate"',
    );
    assert.deepEqual(filesUnder(folder), ["space.json"]);
  });
});

Deno.test("tune says which flags want others beside them", async () => {
  for (
    const [flag, message] of [
      ["--parallel", /^error: --parallel: --on is wanted too, /m],
      ["--trial", /^error: --trial: --resume is wanted too, /m],
    ] as const
  ) {
    const { code, stderr } = await cli(["tune", flag, "3"]);
    assert.equal(code, 2);
    assert.match(stderr, message);
  }
});

Deno.test("tune says before it begins where its result cannot be written", async () => {
  await inTempFolder(async (folder) => {
    const out = `${folder}/nowhere/best.json`;
    const result = await cli(["tune", "--out", out, "--runs", folder]);
    assert.equal(result.code, 2);
    assert.equal(
      result.stderr.trimEnd().split("\n").at(-1),
      `error: --out ${out}: there is no folder ${folder}/nowhere`,
    );
    assert.deepEqual(filesUnder(folder), []);
  });
});
