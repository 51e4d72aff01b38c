import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { readTree } from "../../src/pipeline/tree.ts";
import { Workspace } from "../../src/pipeline/workspace.ts";
import { inFolder } from "./in_folder.ts";

const fingerprint = { code: "1", params: {}, inputs: {}, environment: {} };

/** Makes the output `data` with one file in it. */
async function make(workspace: Workspace, text: string): Promise<void> {
  const { outputs } = await workspace.begin("prepare", text);
  await Deno.mkdir(`${outputs}/data`);
  await Deno.writeTextFile(`${outputs}/data/a.txt`, text);
  const tree = (await readTree(`${outputs}/data`, workspace.digests))!;
  const parts = { "a.ts": "1" };
  const made = { fingerprint, parts, outputs: { data: tree }, metrics: {} };
  await workspace.finish("prepare", made);
}

function open(folder: string): Promise<Workspace> {
  return Workspace.open({
    folder: `${folder}/out`,
    project: pathToFileURL(`${folder}/`),
    params: {},
    stages: [],
    environment: {},
  });
}

Deno.test("Workspace.finish() puts outputs in the place of older ones and writes them down", () =>
  inFolder({}, async (folder) => {
    const workspace = await open(folder);
    await make(workspace, "old");
    await Deno.writeTextFile(`${folder}/out/data/left.txt`, "left");
    await make(workspace, "new");
    assert.deepEqual(
      (await workspace.tree("data"))!.files.map(({ path }) => path),
      ["a.txt"],
    );
    const again = await open(folder);
    const { digest } = (await again.tree("data"))!;
    assert.equal(again.lock.stages.prepare!.outputs.data!.digest, digest);
    assert.deepEqual(
      (await Array.fromAsync(Deno.readDir(`${folder}/out`))).map((it) =>
        it.name
      )
        .sort(),
      [".work", "data", "pipeline.lock"],
    );
  }));

Deno.test("Workspace.begin() empties the outputs, and the scratch folder only for another key", () =>
  inFolder({}, async (folder) => {
    const workspace = await open(folder);
    const left = async (key: string) => {
      const { outputs, scratch } = await workspace.begin("train", key);
      const found = await Promise.all(
        [outputs, scratch].map((it) => Array.fromAsync(Deno.readDir(it))),
      );
      await Deno.writeTextFile(`${outputs}/half`, "");
      await Deno.writeTextFile(`${scratch}/checkpoint`, "");
      return found.map((it) => it.length);
    };
    assert.deepEqual(await left("a"), [0, 0]);
    assert.deepEqual(await left("a"), [0, 1]);
    assert.deepEqual(await left("b"), [0, 0]);
  }));

Deno.test("Workspace.save() keeps what the next one is quicker by, and what is lost does no harm", () =>
  inFolder({}, async (folder) => {
    const workspace = await open(folder);
    await make(workspace, "x");
    workspace.setKept("s3://bucket", "key");
    await workspace.save();
    const again = await open(folder);
    assert.deepEqual(again.partsOf("prepare"), { "a.ts": "1" });
    assert.ok(again.isKept("s3://bucket", "key"));
    assert.ok(!again.isKept("s3://other", "key"));
    await Deno.writeTextFile(`${folder}/out/.work/memory.json`, "{");
    assert.equal((await open(folder)).partsOf("prepare"), undefined);
  }));
