import assert from "node:assert/strict";
import { localRegistry } from "../../../src/track/registry/local_registry.ts";
import { modelFiles } from "../../../src/track/registry/model_files.ts";
import { finishRun, startRun } from "../mlflow/made_run.ts";

async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function finishedRun(folder: string) {
  const run = await startRun(`${folder}/runs`);
  await finishRun(run);
  return run;
}

Deno.test("modelFiles() gives the MLmodel and what is beside it, not what is in folders", () =>
  inFolder(async (folder) => {
    const run = await finishedRun(folder);
    const { record, files } = await modelFiles(run.folder);
    assert.equal(record.id, run.id);
    assert.deepEqual(files.map(({ name }) => name), [
      "MLmodel",
      "input_example.json",
      "model.safetensors",
    ]);
  }));

Deno.test("localRegistry() gives versions that are registered at once different numbers", () =>
  inFolder(async (folder) => {
    const runs = await Promise.all([1, 2, 3, 4].map(() => finishedRun(folder)));
    const registered = await Promise.all(
      runs.map((run) =>
        localRegistry(`${folder}/models`).register(run.folder, { name: "shop" })
      ),
    );
    const versions = registered.map(({ version }) => version);
    assert.deepEqual(versions.sort(), [1, 2, 3, 4]);
  }));

Deno.test("localRegistry() takes the place of a version that a killed process left", () =>
  inFolder(async (folder) => {
    const run = await finishedRun(folder);
    await Deno.mkdir(`${folder}/models/shop/1`, { recursive: true });
    await Deno.writeTextFile(`${folder}/models/shop/1/half`, "");
    const registry = localRegistry(`${folder}/models`, { now: () => 5 });
    const registered = await registry.register(run.folder, { name: "shop" });
    assert.deepEqual(registered, {
      name: "shop",
      version: 1,
      run: run.id,
      createdAtMs: 5,
      description: "",
      aliases: [],
      location: `${folder}/models/shop/1`,
    });
    const names = [...Deno.readDirSync(registered.location)]
      .map(({ name }) => name);
    assert.ok(!names.includes("half"));
  }));

Deno.test("localRegistry() refuses an index that is broken, naming it", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/models/shop`, { recursive: true });
    const path = `${folder}/models/shop/registry.json`;
    await Deno.writeTextFile(path, '{"formatVersion":2}');
    await assert.rejects(localRegistry(`${folder}/models`).versions("shop"), {
      name: "InputError",
      message: `${path} cannot be read as a registry`,
    });
  }));
