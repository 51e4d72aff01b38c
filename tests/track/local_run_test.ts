import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { LocalRun } from "../../src/track/local_run.ts";
import { readRun } from "../../src/track/read_run.ts";
import type { RunRecord } from "../../src/track/run_record.ts";

const RECORD: RunRecord = {
  formatVersion: 1,
  id: "20261123-210305-k3f9",
  experiment: "demo",
  status: "running",
  startedAtMs: 0,
  endedAtMs: null,
  params: {},
  environment: {},
  summary: {},
};
const OPTIONS = { record: RECORD, now: () => 7 };

async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("LocalRun.open() refuses a run that is open already", () =>
  inFolder(async (folder) => {
    const run = await LocalRun.open(folder, OPTIONS);
    await assert.rejects(
      LocalRun.open(folder, OPTIONS),
      new InputError("Run 20261123-210305-k3f9 is still going on"),
    );
    await run.end("failed");
    const again = await LocalRun.open(folder, OPTIONS);
    await again.end("finished");
  }));

Deno.test("LocalRun.open() lets go of a run that it cannot open", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/run.json`);
    await assert.rejects(
      LocalRun.open(folder, OPTIONS),
      /run\.json cannot be written/,
    );
    await Deno.remove(`${folder}/run.json`);
    const run = await LocalRun.open(folder, OPTIONS);
    await run.end("finished");
  }));

Deno.test("LocalRun.end() counts the first call only", () =>
  inFolder(async (folder) => {
    const run = await LocalRun.open(folder, OPTIONS);
    await run.end("interrupted", { "recall@20": 0.5 });
    await run.end("finished");
    const { record } = await readRun(folder);
    assert.equal(record.status, "interrupted");
    assert.equal(record.endedAtMs, 7);
    assert.deepEqual(record.summary, { "recall@20": 0.5 });
  }));

Deno.test("LocalRun.logArtifact() makes folders and replaces what was there", () =>
  inFolder(async (folder) => {
    const run = await LocalRun.open(folder, OPTIONS);
    await run.logArtifact("curves/loss.svg", "old");
    await run.logArtifact("curves/loss.svg", "new");
    await run.end("finished");
    const path = `${folder}/artifacts/curves/loss.svg`;
    assert.equal(await Deno.readTextFile(path), "new");
  }));

Deno.test("LocalRun.logArtifact() keeps names inside the run's folder", () =>
  inFolder(async (folder) => {
    const run = await LocalRun.open(folder, OPTIONS);
    for (
      const name of ["../run.json", "/etc/x", "a/../../b", "", "a//b", "."]
    ) {
      await assert.rejects(run.logArtifact(name, "x"), RangeError);
    }
    await run.end("finished");
  }));
