import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { listRuns } from "../../src/track/list_runs.ts";
import { localStore } from "../../src/track/local_store.ts";
import { readRun } from "../../src/track/read_run.ts";

const OPTIONS = {
  experiment: "demo",
  params: { "train.epochs": 2, "train.clipNorm": null },
  environment: { backend: "wasm" },
};

async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("localStore() keeps a whole run: parameters, metrics, artifacts, summary", () =>
  inFolder(async (folder) => {
    let clock = Date.UTC(2026, 10, 23, 21, 3, 5);
    const store = localStore(`${folder}/runs`, { now: () => clock });
    const run = await store.start(OPTIONS);
    assert.match(run.id, /^20261123-210305-[a-z0-9]{4}$/);
    await run.logMetrics({ loss: 6.5 }, 1);
    clock += 1000;
    await run.logMetrics({ loss: NaN }, 2);
    await run.logArtifact("metrics.json", "{}");
    await run.end("finished", { "recall@20": 0.5 });

    const { record, metrics } = await readRun(run.folder);
    assert.deepEqual(record, {
      formatVersion: 1,
      id: run.id,
      ...OPTIONS,
      status: "finished",
      startedAtMs: clock - 1000,
      endedAtMs: clock,
      summary: { "recall@20": 0.5 },
    });
    assert.deepEqual(metrics, [
      { step: 1, timeMs: clock - 1000, metrics: { loss: 6.5 } },
      { step: 2, timeMs: clock, metrics: { loss: NaN } },
    ]);
    const path = `${run.folder}/artifacts/metrics.json`;
    assert.equal(await Deno.readTextFile(path), "{}");
  }));

Deno.test("localStore() gives runs of the same instant different folders", () =>
  inFolder(async (folder) => {
    const store = localStore(folder, { now: () => 0 });
    const runs = await Promise.all(
      Array.from({ length: 5 }, () => store.start(OPTIONS)),
    );
    assert.equal(new Set(runs.map((run) => run.id)).size, 5);
    for (const run of runs) await run.end("finished");
  }));

Deno.test("localStore() refuses a folder that cannot be made, in one line", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/runs`, "a file");
    await assert.rejects(
      localStore(`${folder}/runs`).start(OPTIONS),
      (error: Error) =>
        error instanceof InputError && error.message.includes("runs cannot"),
    );
  }));

Deno.test("resume() goes on after a killed process: no half line, repeated steps replaced", () =>
  inFolder(async (folder) => {
    const id = await killedRun(folder);
    const before = (await listRuns(folder)).runs[0]!;
    assert.equal(before.record.status, "interrupted");
    assert.deepEqual(before.metrics.map((line) => line.metrics), [{ loss: 3 }]);

    const run = await localStore(folder).resume(id);
    assert.equal((await readRun(run.folder)).record.status, "running");
    await run.logMetrics({ loss: 2.5 }, 1);
    await run.logMetrics({ loss: 2 }, 2);
    await run.end("finished", { "mrr@20": 0.1 });

    const { record, metrics } = await readRun(run.folder);
    assert.equal(record.status, "finished");
    assert.deepEqual(metrics.map((line) => line.metrics), [{ loss: 2.5 }, {
      loss: 2,
    }]);
  }));

Deno.test("resume() refuses a run that goes on, and one that is finished", () =>
  inFolder(async (folder) => {
    const store = localStore(folder);
    const run = await store.start(OPTIONS);
    await assert.rejects(
      store.resume(run.id),
      new InputError(`Run ${run.id} is still going on`),
    );
    await run.end("finished");
    await assert.rejects(
      store.resume(run.id),
      new InputError(`Run ${run.id} is finished`),
    );
  }));

/** A run of another process that is killed amid a line; its id. */
async function killedRun(folder: string): Promise<string> {
  const module = new URL("../../src/track/local_store.ts", import.meta.url);
  const code = `
    import { localStore } from ${JSON.stringify(module.href)};
    const run = await localStore(${JSON.stringify(folder)})
      .start(${JSON.stringify(OPTIONS)});
    await run.logMetrics({ loss: 3 }, 1);
    Deno.writeTextFileSync(run.folder + "/metrics.jsonl", '{"step":2,"ti', {
      append: true,
    });
    console.log(run.id);
    setInterval(() => {}, 1000);`;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--ext=ts", "-"],
    cwd: new URL("../..", import.meta.url),
    stdin: "piped",
    stdout: "piped",
  });
  await using child = command.spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(code));
  await writer.close();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  assert.equal((await listRuns(folder)).runs[0]?.record.status, "running");
  child.kill("SIGKILL");
  await child.status;
  await reader.cancel();
  return new TextDecoder().decode(value).trim();
}
