import assert from "node:assert/strict";
import {
  installedOf,
  readState,
  type State,
  writeState,
} from "../../src/setup/state.ts";

const STATE: State = {
  backend: "tensorflow",
  version: "2.21.0",
  device: "cpu",
  source: "PyPI wheel",
  reason: "no NVIDIA GPU found",
  gpu: false,
  pip: true,
  secondBest: false,
  folder: "tensorflow-2.21.0-cpu",
  packageVersion: "4.22.0",
  addonDigest: "00ff",
};

async function withFile(test: (path: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(`${folder}/backend.json`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readState() gives back what writeState() remembered", async () => {
  await withFile(async (path) => {
    await writeState({ ...STATE, device: "gpu" }, path);
    await writeState(STATE, path);
    assert.deepEqual(readState(path), STATE);
  });
});

Deno.test("writeState() leaves one file, and no temporary one", async () => {
  await withFile(async (path) => {
    await writeState(STATE, path);
    const folder = path.slice(0, path.lastIndexOf("/"));
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert.deepEqual(names, ["backend.json"]);
  });
});

Deno.test("readState() gives nothing for no, a cut or a foreign file", async () => {
  await withFile(async (path) => {
    assert.equal(readState(path), undefined);
    await writeState(STATE, path);
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.slice(0, -20));
    assert.equal(readState(path), undefined);
    await Deno.writeTextFile(path, text.replace('"format": 1', '"format": 0'));
    assert.equal(readState(path), undefined);
  });
});

Deno.test("installedOf() leaves out what only setup needs", () => {
  assert.deepEqual(installedOf(STATE), {
    backend: "tensorflow",
    version: "2.21.0",
    device: "cpu",
    source: "PyPI wheel",
    reason: "no NVIDIA GPU found",
  });
});
