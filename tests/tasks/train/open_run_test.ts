import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { openRun } from "../../../tasks/train/open_run.ts";
import type { StageInput } from "../../../tasks/stage.ts";

const PARAMS = resolveParams({
  preset: { description: "Made by a test", events: { format: "sessions" } },
});

const FEATURES =
  '{"item":{"type":"text"},"user":null,"categories":{},"numbers":{}}';

function input(flags: Record<string, string>): StageInput {
  return {
    preset: "demo",
    params: PARAMS,
    backend: { backend: "wasm", version: "4.22.0", reason: "a test" },
    flags,
    words: [],
    print: () => {},
    signal: new AbortController().signal,
  } as unknown as StageInput;
}

async function inFolder(
  call: (folders: { data: string; runs: string }) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const data = `${folder}/data`;
    await Deno.mkdir(data);
    await Deno.writeTextFile(`${data}/features.json`, FEATURES);
    await Deno.writeTextFile(
      `${data}/report.json`,
      '{"splits":{"train":{"sessions":8}}}',
    );
    await call({ data, runs: `${folder}/runs` });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const neverPrepare = () => assert.fail("A resumed run prepares nothing");

Deno.test("openRun() keeps the configuration, and resumes the run with it", () =>
  inFolder(async ({ data, runs }) => {
    const prepare = () => Promise.resolve({ data, digest: "0a1b" });
    const { run, config } = await openRun(input({ runs }), prepare);
    assert.deepEqual(config, {
      preset: "demo",
      data,
      digest: "0a1b",
      params: PARAMS,
    });
    assert.equal(
      await Deno.readTextFile(`${run.folder}/artifacts/features.json`),
      FEATURES,
    );
    await run.end("interrupted");
    const resumed = await openRun(
      input({ runs, resume: "latest" }),
      neverPrepare,
    );
    assert.equal(resumed.run.id, run.id);
    assert.deepEqual(resumed.config, config);
    await resumed.run.end("failed");
  }));

Deno.test("openRun() starts no run where preparing fails", () =>
  inFolder(async ({ runs }) => {
    const failing = () => Promise.reject(new Error("No events"));
    await assert.rejects(openRun(input({ runs }), failing), /No events/);
    await assert.rejects(Deno.stat(runs), { name: "NotFound" });
  }));

Deno.test("openRun() removes what a killed process was writing", () =>
  inFolder(async ({ data, runs }) => {
    const prepare = () => Promise.resolve({ data, digest: "0a1b" });
    const { run } = await openRun(input({ runs }), prepare);
    await run.end("interrupted");
    const parts = ["checkpoint.0a.part", "artifacts/model.0b.part"].map((it) =>
      `${run.folder}/${it}`
    );
    for (const path of parts) await Deno.writeTextFile(path, "half");
    const { run: resumed } = await openRun(
      input({ runs, resume: run.id }),
      neverPrepare,
    );
    await resumed.end("interrupted");
    for (const path of parts) {
      await assert.rejects(Deno.stat(path), { name: "NotFound" });
    }
  }));
