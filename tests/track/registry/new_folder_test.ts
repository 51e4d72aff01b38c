import assert from "node:assert/strict";
import { InputError } from "../../../src/errors.ts";
import { newFolder } from "../../../src/track/registry/new_folder.ts";

async function inFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

Deno.test("newFolder() shows a folder only when it is filled", () =>
  inFolder(async (folder) => {
    await newFolder(`${folder}/deep/copy`, async (temporary) => {
      await Deno.writeTextFile(`${temporary}/a`, "1");
      assert.ok(!names(`${folder}/deep`).includes("copy"));
    });
    assert.deepEqual(names(`${folder}/deep`), ["copy"]);
    assert.deepEqual(names(`${folder}/deep/copy`), ["a"]);
  }));

Deno.test("newFolder() leaves nothing behind of one that fails", () =>
  inFolder(async (folder) => {
    await assert.rejects(
      newFolder(`${folder}/copy`, async (temporary) => {
        await Deno.writeTextFile(`${temporary}/a`, "1");
        throw new Error("broke off");
      }),
      /broke off/,
    );
    assert.deepEqual(names(folder), []);
  }));

Deno.test("newFolder() refuses a folder that is there", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/copy`);
    await assert.rejects(
      newFolder(`${folder}/copy`, assert.fail),
      (error: Error) =>
        error instanceof InputError &&
        error.message ===
          `${folder}/copy exists already: a new folder is wanted`,
    );
  }));
