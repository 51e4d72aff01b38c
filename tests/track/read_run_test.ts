import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { readRun } from "../../src/track/read_run.ts";

const RECORD = {
  formatVersion: 1,
  id: "a",
  experiment: "demo",
  status: "finished",
  startedAtMs: 0,
  endedAtMs: 1,
  params: {},
  environment: {},
  summary: { "recall@20": null },
};

async function withRun(
  files: Record<string, string>,
  test: (folder: string) => Promise<void>,
) {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readRun() merges what was logged at one step, and sorts by step", () =>
  withRun({
    "run.json": JSON.stringify(RECORD),
    "metrics.jsonl": [
      '{"step":2,"timeMs":3,"metrics":{"loss":2}}',
      '{"step":1,"timeMs":1,"metrics":{"loss":3}}',
      '{"step":1,"timeMs":2,"metrics":{"recall":0.5}}',
      '{"step":3,"timeM',
    ].join("\n"),
  }, async (folder) => {
    const { metrics, record } = await readRun(folder);
    assert.deepEqual(metrics, [
      { step: 1, timeMs: 2, metrics: { loss: 3, recall: 0.5 } },
      { step: 2, timeMs: 3, metrics: { loss: 2 } },
    ]);
    assert.deepEqual(record.summary, { "recall@20": NaN });
  }));

Deno.test("readRun() calls a run interrupted that nobody holds open", () =>
  withRun({
    "run.json": JSON.stringify({ ...RECORD, status: "running" }),
  }, async (folder) => {
    assert.equal((await readRun(folder)).record.status, "interrupted");
  }));

Deno.test("readRun() names the file and the key that is wrong", () =>
  withRun({
    "run.json": JSON.stringify({ ...RECORD, status: "done" }),
  }, async (folder) => {
    await assert.rejects(readRun(folder), (error: Error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, /run\.json, status: Invalid option/);
      return true;
    });
  }));

Deno.test("readRun() names the line of a broken metrics file", () =>
  withRun({
    "run.json": JSON.stringify(RECORD),
    "metrics.jsonl": '{"step":1,"timeMs":1,"metrics":{}}\nnonsense\n',
  }, async (folder) => {
    await assert.rejects(
      readRun(folder),
      new InputError(
        `${folder}/metrics.jsonl, line 2: a step and its metrics are wanted`,
      ),
    );
  }));
