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

/**
 * About 110 steps, with a checkpoint after each; products as TensorFlow takes them
 * only where it was started for them.
 */
const PARAMS = setFlags({
  "events.demo.sessions": 800,
  "events.demo.items": 60,
  "train.epochs": 3,
  "train.batchSize": 16,
  "train.negatives": 64,
  "train.checkpointSteps": 1,
  "train.patience": 9,
  "train.precision": "bfloat16",
});

/** Waits until something holds, a minute at most. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, "Nothing happened for a minute");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The record of the youngest run. */
function latest(runs: string): { id: string; status: string } {
  const id = [...Deno.readDirSync(runs)].map((it) => it.name).sort().at(-1)!;
  return JSON.parse(Deno.readTextFileSync(`${runs}/${id}/run.json`));
}

function changedAt(path: string): number {
  try {
    return Deno.statSync(path).mtime!.getTime();
  } catch {
    return 0;
  }
}

Deno.test("a run that is killed and interrupted ends with the weights of one that is not", async (t) => {
  await inTempFolder(async (folder) => {
    const flags = ["--json", "--data", `${folder}/data`];
    const whole = await cli([
      "train",
      ...flags,
      ...PARAMS,
      "--runs",
      `${folder}/whole`,
    ]);
    assert.equal(whole.code, 0, whole.stderr);
    const runs = `${folder}/broken`;
    const resume = ["train", ...flags, "--runs", runs, "--resume", "latest"];

    await t.step(
      "kill -9 leaves a checkpoint, and no half-written file",
      async () => {
        const child = startCli(["train", ...flags, ...PARAMS, "--runs", runs]);
        await until(() =>
          filesUnder(runs).some((it) => it.endsWith("/checkpoint.safetensors"))
        );
        child.kill("SIGKILL");
        const { code } = await finish(child);
        assert.notEqual(code, 0);
        const { id, status } = latest(runs);
        assert.equal(status, "running");
        assert.ok(!filesUnder(runs).includes(`${id}/artifacts/metrics.json`));
        // What a process leaves that is killed while it writes.
        await Deno.writeTextFile(`${runs}/${id}/checkpoint.0a1b.part`, "half");
      },
    );

    await t.step(
      "Ctrl-C saves, marks the run as interrupted and exits with 130",
      async () => {
        const { id } = latest(runs);
        const checkpoint = `${runs}/${id}/checkpoint.safetensors`;
        const before = changedAt(checkpoint);
        const child = startCli(resume);
        await until(() => changedAt(checkpoint) > before);
        child.kill("SIGINT");
        const result = await finish(child);
        assert.equal(result.code, 130, result.stderr);
        assert.deepEqual(lastJson(result), { run: id, interrupted: true });
        assert.match(
          result.stderr,
          new RegExp(
            `^Stopped\\. Go on with: deno task train --resume ${id} --runs ${runs}$`,
            "m",
          ),
        );
        assert.equal(latest(runs).status, "interrupted");
      },
    );

    await t.step(
      "going on gives the same model, to the bit, and the same metrics",
      async () => {
        const result = await cli(resume);
        assert.equal(result.code, 0, result.stderr);
        const json = lastJson(result);
        const expected = lastJson(whole);
        assert.deepEqual(json.metrics, expected.metrics);
        assert.equal(latest(runs).status, "finished");
        const model = (runs: string, id: string) =>
          Deno.readFile(`${runs}/${id}/artifacts/model.safetensors`);
        assert.deepEqual(
          await model(runs, json.run),
          await model(`${folder}/whole`, expected.run),
        );
        assert.deepEqual(
          filesUnder(runs).map((it) => it.replace(json.run, "run")),
          filesUnder(`${folder}/whole`).map((it) =>
            it.replace(expected.run, "run")
          ),
        );
      },
    );
  });
});
