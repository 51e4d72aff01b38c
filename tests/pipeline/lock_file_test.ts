import assert from "node:assert/strict";
import {
  lockedOutput,
  parseLock,
  readLock,
  writeLock,
} from "../../src/pipeline/lock_file.ts";
import { treeOf } from "../../src/pipeline/tree.ts";
import { inFolder } from "./in_folder.ts";

const stage = {
  code: "c0de",
  params: { "train.epochs": 5 },
  inputs: { data: "da7a" },
  environment: { deno: "2.9.6" },
  outputs: { model: { digest: "f00d", bytes: 3, files: 1 } },
  metrics: { "mrr@20": 0.25 },
};

Deno.test("writeLock() writes a value a line, sorted, which readLock() reads", () =>
  inFolder({}, async (folder) => {
    const path = `${folder}/pipeline.lock`;
    await writeLock(path, { stages: { train: stage } });
    const text = await Deno.readTextFile(path);
    assert.ok(text.startsWith(`{
  "formatVersion": 1,
  "stages": {
    "train": {
      "code": "c0de",
      "environment": {
        "deno": "2.9.6"
      },
      "inputs": {
`));
    assert.ok(text.endsWith("}\n"));
    assert.deepEqual(await readLock(path), { stages: { train: stage } });
  }));

Deno.test("readLock() knows of no stage where there is no file", () =>
  inFolder({}, async (folder) => {
    assert.deepEqual(await readLock(`${folder}/pipeline.lock`), { stages: {} });
  }));

Deno.test("parseLock() refuses what is no lock file of this version, in one line", () => {
  const texts = [
    "<<<<<<< HEAD",
    "null",
    '{"formatVersion": 2, "stages": {}}',
    '{"formatVersion": 1}',
    '{"formatVersion": 1, "stages": {"train": {"code": "1"}}}',
  ];
  for (const text of texts) {
    assert.throws(() => parseLock(text, "pipeline.lock"), {
      name: "InputError",
      message:
        "pipeline.lock is no lock file of this version of the pipeline: remove it to begin anew",
    });
  }
});

Deno.test("lockedOutput() counts files", () => {
  const files = [{ path: "b", sha256: "1", bytes: 2 }];
  const { bytes, files: count } = lockedOutput(treeOf(files));
  assert.deepEqual({ bytes, count }, { bytes: 2, count: 1 });
});
