import assert from "node:assert/strict";
import {
  exists,
  projectFolder,
  removeLeftovers,
  runtimeFolder,
  withTemporaryFolder,
} from "../../src/setup/runtime_folder.ts";

async function withFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("projectFolder holds deno.json, runtimeFolder lies in it", async () => {
  assert.ok(await exists(`${projectFolder}/deno.json`));
  assert.equal(runtimeFolder, `${projectFolder}/.runtime`);
});

Deno.test("withTemporaryFolder() removes the folder after success and failure", async () => {
  await withFolder(async (within) => {
    const text = await withTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/a`, "work");
      return await Deno.readTextFile(`${folder}/a`);
    }, within);
    assert.equal(text, "work");
    await assert.rejects(
      withTemporaryFolder(() => Promise.reject(new Error("no")), within),
      { message: "no" },
    );
    assert.deepEqual([...Deno.readDirSync(within)], []);
  });
});

Deno.test("removeLeftovers() removes unfinished work only", async () => {
  await withFolder(async (within) => {
    await Deno.mkdir(`${within}/tmp-1/deep`, { recursive: true });
    await Deno.mkdir(`${within}/tensorflow`);
    await removeLeftovers(within);
    const names = [...Deno.readDirSync(within)].map(({ name }) => name);
    assert.deepEqual(names, ["tensorflow"]);
  });
});

Deno.test("exists() tells files from nothing", async () => {
  await withFolder(async (within) => {
    assert.equal(await exists(`${within}/a`), false);
    await Deno.writeTextFile(`${within}/a`, "");
    assert.equal(await exists(`${within}/a`), true);
  });
});
